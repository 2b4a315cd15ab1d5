/** The discretion notice. Only its button opens; what cannot be opened is told in one way. */
import { Api } from "../api.js";
import { b64 } from "../crypto/bytes.js";
import { linkKeys, parseFragment } from "../crypto/share.js";
import { WalletError } from "../errors.js";
import { openShare } from "../opening.js";
import { find, onClick, toggle } from "../ui/dom.js";
import { forget, keep, kept } from "../ui/resume.js";
import * as stage from "../ui/stage.js";
import { whyStopped } from "../ui/stopped.js";
import { carry } from "./by_link.js";

/** @typedef {{door: import("../opening.js").Door, fragment: string}} Found `fragment` is "" where digits were typed */

/** @param {string} fragment with its # */
function enterByLink(fragment) {
  try {
    const parsed = parseFragment(fragment);
    if (!parsed) return stage.go("digits");
    const door = { doorId: parsed.doorId, kind: /** @type {const} */ ("link"), ...linkKeys(parsed.S, parsed.doorId) };
    return stage.go("notice", { door, fragment });
  } catch (problem) {
    if (!(problem instanceof WalletError)) throw problem;
    return stage.go("digits", { say: "digits.badlink" });
  }
}

/** @param {Found} found */
function showNotice(found) {
  const root = stage.show("screen-notice");
  carry(found.fragment);
  onClick(root, "open", () => openIt(root, found));
}

/**
 * @param {HTMLElement} root
 * @param {Found} found
 */
async function openIt(root, found) {
  const button = find(root, "open");
  button.setAttribute("disabled", "");
  toggle(root, "working", true);
  const doorId = b64(found.door.doorId);
  const former = kept();
  try {
    const opening = await openShare(new Api(location.origin), found.door, former?.doorId === doorId ? former.resume : null);
    keep({ fragment: found.fragment, doorId, resume: opening.answer.resume });
    await stage.go("papers", opening);
  } catch (problem) {
    await stage.go("stopped", { problem, retry: () => stage.go("notice", found) });
  }
}

/**
 * @param {{problem: unknown, retry: () => unknown}} stop what is no WalletError is a fault of ours and is thrown on, too
 */
function showStopped({ problem, retry }) {
  const root = stage.show("screen-stopped", { what: whyStopped(problem) });
  onClick(root, "retry", retry);
  onClick(root, "digits", () => {
    forget();
    return stage.go("digits");
  });
  if (!(problem instanceof WalletError)) throw problem;
}

export const notice = { link: enterByLink, notice: showNotice, stopped: showStopped };
