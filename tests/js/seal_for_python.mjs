// Seals one of everything with fresh nonces and prints it: tests/crypto/test_from_the_browser.py opens it.
import { sealCatalogue } from "../../wallet/static/js/crypto/catalogue.js";
import { sealDocument } from "../../wallet/static/js/crypto/document.js";
import { KINDS, sealBox } from "../../wallet/static/js/crypto/door.js";
import { hex, random } from "../../wallet/static/js/crypto/bytes.js";
import { vaultKeys } from "../../wallet/static/js/crypto/root.js";
import { sealM, sealManifest } from "../../wallet/static/js/crypto/share.js";

const content = new TextEncoder().encode("Attestation de présence – شهادة");
const value = { v: /** @type {1} */ (1), seq: 3, docs: [{ id: "a", name: "Carte d'identité 🪪" }] };
const [root, suk, m, key, share, door] = [32, 32, 32, 32, 16, 16].map(random);
const keys = await vaultKeys(root);
const sealed = await sealDocument(keys.ageRecipient, content);

const out = {
  root, suk, m, key, share, door, content, age: sealed.age, file_key: sealed.fileKey, sha256: sealed.sha256,
  box: sealBox(suk, KINDS.pocket, root), catalogue: await sealCatalogue(keys, value),
  manifest: sealManifest(m, share, value), sealed_m: sealM(key, door, "code", m),
};
const shown = Object.fromEntries(Object.entries(out).map(([name, bytes]) => [name, hex(bytes)]));
console.log(JSON.stringify({ ...shown, len: sealed.len, identity: keys.ageIdentity, value }));
