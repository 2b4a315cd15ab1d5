// Writes tests/vectors/age_samples: files that npm's age-encryption made, so new at every run. Run once; the files are kept.
import { mkdirSync, writeFileSync } from "node:fs";
import { Encrypter, generateHybridIdentity, generateX25519Identity, identityToRecipient } from "age-encryption";

const FOLDER = new URL("../tests/vectors/age_samples/", import.meta.url);
const TEXT = "Attestation – Brussels, بروكسل";
const hex = (/** @type {Uint8Array} */ bytes) => Buffer.from(bytes).toString("hex");

/** @param {string} name @param {string} identity @param {Uint8Array} plain */
/** @param {string} name @param {string} identity @param {Uint8Array} plain */
async function sample(name, identity, plain) {
  const recipient = await identityToRecipient(identity);
  const encrypter = new Encrypter();
  let fileKey = new Uint8Array(0);
  encrypter.addRecipient(recipient);
  encrypter.addRecipient({ wrapFileKey: (key) => ((fileKey = Uint8Array.from(key)), []) });
  const file = await encrypter.encrypt(plain);
  const page = { made_by: "age-encryption 0.3.1", identity, recipient, file_key: hex(fileKey), plain: hex(plain), file: hex(file) };
  writeFileSync(new URL(`${name}.json`, FOLDER), JSON.stringify(page, null, 1) + "\n");
}

mkdirSync(FOLDER, { recursive: true });
const text = new TextEncoder().encode(TEXT);
await sample("hybrid", await generateHybridIdentity(), text);
await sample("hybrid_empty", await generateHybridIdentity(), new Uint8Array(0));
await sample("hybrid_two_chunks", await generateHybridIdentity(), Uint8Array.from({ length: 65537 }, (_, i) => i & 255));
await sample("x25519", await generateX25519Identity(), text);
