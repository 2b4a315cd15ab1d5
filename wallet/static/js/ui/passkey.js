/** The device's own passkey (WebAuthn with PRF): made and asked here, since a Worker cannot. Its answer goes to the Worker at once. */
import { prfInput } from "../crypto/doorkey.js";
import { random } from "../crypto/bytes.js";
import { WalletError } from "../errors.js";
import { rules } from "./rules.js";

/** What a device's list of passkeys shows: the same for everybody. */
const SHOWN = "Sacoche";
const ADDRESS = /^(\d+\.){3}\d+$|:/;
const ES256 = -7;
const RS256 = -257;

/** Whether this device may have one: never a shared PC, and not where the wallet has no name of its own to be tied to. */
export async function possible() {
  if (rules.pc || ADDRESS.test(location.hostname) || !("PublicKeyCredential" in globalThis)) return false;
  return PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false);
}

/** Makes one. @returns {Promise<ArrayBuffer>} its 32 bytes; raises `no_passkey` */
export async function make() {
  const made = await answered(
    navigator.credentials.create({
      publicKey: {
        challenge: random(32),
        rp: { id: location.hostname, name: SHOWN },
        user: { id: random(16), name: SHOWN, displayName: SHOWN },
        pubKeyCredParams: [ES256, RS256].map((alg) => ({ type: "public-key", alg })),
        authenticatorSelection: { authenticatorAttachment: "platform", residentKey: "required", requireResidentKey: true, userVerification: "required" },
        extensions: { prf: { eval: { first: prfInput() } } },
      },
    }),
  );
  // Some devices give the bytes only when they are asked for the first time.
  return resultOf(made) ?? ask([{ type: "public-key", id: made.rawId }]);
}

/** Asks the device for the one that the person chooses. @param {PublicKeyCredentialDescriptor[]} [only] @returns {Promise<ArrayBuffer>} its 32 bytes; raises `no_passkey` */
export async function ask(only = []) {
  const publicKey = /** @type {PublicKeyCredentialRequestOptions} */ ({
    challenge: random(32),
    rpId: location.hostname,
    allowCredentials: only,
    userVerification: "required",
    extensions: { prf: { eval: { first: prfInput() } } },
  });
  const result = resultOf(await answered(navigator.credentials.get({ publicKey })));
  if (!result) throw new WalletError("no_passkey");
  return result;
}

/** What the person stopped, or a device does not have, is no fault of the program. @param {Promise<Credential | null>} asking @returns {Promise<PublicKeyCredential>} */
async function answered(asking) {
  try {
    const answer = await asking;
    if (answer instanceof PublicKeyCredential) return answer;
  } catch (problem) {
    if (!(problem instanceof DOMException)) throw problem;
  }
  throw new WalletError("no_passkey");
}

/** @param {PublicKeyCredential} credential @returns {ArrayBuffer | null} */
function resultOf(credential) {
  const first = /** @type {any} */ (credential.getClientExtensionResults()).prf?.results?.first;
  return first instanceof ArrayBuffer && first.byteLength === 32 ? first : null;
}
