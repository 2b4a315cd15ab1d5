// The least page that puts a file in: padded to ?SIZE, sealed by age-encryption to the recipient in the fragment, sent.
import { Encrypter } from "age-encryption";

const input = /** @type {HTMLInputElement} */ (document.getElementById("file"));

input.addEventListener("change", async () => {
  const plain = new Uint8Array(Number(location.search.slice(1)));
  plain.set(new Uint8Array(await /** @type {FileList} */ (input.files)[0].arrayBuffer()));
  const encrypter = new Encrypter();
  encrypter.addRecipient(location.hash.slice(1));
  const body = /** @type {BodyInit} */ (await encrypter.encrypt(plain));
  await fetch("/up/put", { method: "PUT", body });
  const done = document.createElement("p");
  done.id = "done";
  document.body.append(done);
});
