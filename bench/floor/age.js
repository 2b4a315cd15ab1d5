// The least page that opens an age file with age-encryption.
import { Decrypter } from "age-encryption";
import { show } from "./fetched.js";

void show(async (response) => {
  const decrypter = new Decrypter();
  decrypter.addIdentity(location.hash.slice(1));
  return decrypter.decrypt(new Uint8Array(await response.arrayBuffer()));
});
