// Prints a hybrid recipient, for the page that puts a file in: a wallet's papers are sealed to one.
import { generateHybridIdentity, identityToRecipient } from "age-encryption";

console.log(await identityToRecipient(await generateHybridIdentity()));
