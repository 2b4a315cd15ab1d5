import { argon2id } from "../../wallet/static/js/crypto/argon.js";

self.onmessage = async () => {
  await argon2id(new Uint8Array(64).fill(1), new Uint8Array(16).fill(2));
  self.postMessage("done");
};
self.postMessage("ready");
