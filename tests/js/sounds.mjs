/** Sound files made by hand, with words planted wherever such a file can hold words. */
export const PLANTED = "PLANTED 50.8503 4.3517";

/** @param {...(string | Uint8Array)} parts Latin-1 or bytes @returns {Uint8Array<ArrayBuffer>} */
export function bytes(...parts) {
  const all = parts.map((one) => (typeof one === "string" ? Buffer.from(one, "latin1") : one));
  return new Uint8Array(Buffer.concat(all));
}

/** @param {number} value @param {number} [length] */
const big = (value, length = 4) => Uint8Array.from({ length }, (_, i) => Math.floor(value / 256 ** (length - 1 - i)) & 255);
/** @param {number} value @param {number} [length] */
const little = (value, length = 4) => big(value, length).reverse();

/** @param {number} size */
const syncsafe = (size) => Uint8Array.from([21, 14, 7, 0], (shift) => (size >> shift) & 127);

/** @param {string} id @param {number} flags @param {string} body */
const id3 = (id, flags, body) => bytes(id, "\x04\0", Uint8Array.of(flags), syncsafe(body.length));

/** Every form of tag around a sound, alone and together. @param {Uint8Array} sound @returns {Record<string, Uint8Array<ArrayBuffer>>} */
export function tagged(sound) {
  const body = `TPE1${PLANTED}`;
  const front = bytes(id3("ID3", 0, body), body);
  const footed = bytes(id3("ID3", 0x10, body), body, id3("3DI", 0x10, body));
  const old = bytes("TAG", PLANTED.padEnd(125, "\0"));
  const more = bytes("TAG+", PLANTED.padEnd(223, "\0"));
  const item = bytes(little(PLANTED.length), little(0), "Artist\0", PLANTED);
  const apeSize = little(item.length + 32);
  const ape = bytes("APETAGEX", little(2000), apeSize, little(1), little(0xa0000000), little(0, 8), item, "APETAGEX", little(2000), apeSize, little(1), little(0x80000000), little(0, 8));
  const lyrics = bytes("LYRICSBEGIN", "LYR00022", PLANTED);
  const lyrics3 = bytes(lyrics, String(lyrics.length).padStart(6, "0"), "LYRICS200");
  return {
    "ID3v2": bytes(front, sound),
    "ID3v2 with a foot": bytes(footed, sound),
    "ID3v2 at the end": bytes(sound, footed),
    "ID3v1": bytes(sound, old),
    "APE with head": bytes(sound, ape),
    "Lyrics3 before ID3v1": bytes(sound, lyrics3, old),
    "all of them": bytes(front, footed, sound, ape, lyrics3, more, old),
  };
}

/** @param {string} type @param {...(string | Uint8Array)} parts */
function box(type, ...parts) {
  const body = bytes(...parts);
  return bytes(big(body.length + 8), type, body);
}

export function m4a() {
  const tags = box("udta", box("\xa9xyz", PLANTED), box("meta", "\0\0\0\0", box("ilst", PLANTED)));
  const times = "\x12\x34\x56\x78\x12\x34\x56\x78stays";
  const track = box("trak", box("tkhd", "\0\0\0\x07", times), box("udta", PLANTED), box("mdia", box("mdhd", "\0\0\0\0", times), box("minf", box("stbl", "stays"))));
  const movie = box("moov", box("mvhd", "\0\0\0\0", times), track, tags, box("meta", PLANTED));
  const long = bytes(big(1), "mdat", big(16 + 16, 8), "the sound itself");
  return bytes(box("ftyp", "M4A \0\0\0\0"), box("free", PLANTED), movie, box("uuid", PLANTED.padEnd(16)), long);
}

/** @param {number} type @param {boolean} last @param {string} body */
const block = (type, last, body) => bytes(Uint8Array.of(type | (last ? 128 : 0)), big(body.length, 3), body);

export function flac() {
  return bytes("fLaC", block(0, false, "stream information"), block(4, false, PLANTED), block(6, false, PLANTED), block(1, true, PLANTED), "\xff\xf8frames");
}

/** @param {string} id @param {string} body @param {typeof little} number */
const chunk = (id, body, number) => bytes(id, number(body.length), body, body.length % 2 ? "\0" : "");

/** @param {boolean} dirty */
export function wav(dirty) {
  const sound = chunk("data", "sampled", little).slice(0, -1);
  const parts = dirty
    ? [chunk("bext", PLANTED, little), chunk("fmt ", "1234567890123456", little), chunk("LIST", `INFOIART${PLANTED}`, little), chunk("id3 ", PLANTED, little), sound]
    : [chunk("fmt ", "1234567890123456", little), sound];
  const body = bytes("WAVE", ...parts);
  return bytes("RIFF", little(body.length), body);
}

/** @param {boolean} dirty */
export function aiff(dirty) {
  const kept = [chunk("COMM", "123456789012345678", big), chunk("SSND", "sampled!", big)];
  const body = bytes("AIFF", ...(dirty ? [chunk("AUTH", PLANTED, big), ...kept, chunk("ID3 ", PLANTED, big)] : kept));
  return bytes("FORM", big(body.length), body);
}

/** @param {number} flags @param {number} number @param {number[]} lacing @param {Uint8Array} body */
const page = (flags, number, lacing, body) => bytes("OggS\0", Uint8Array.of(flags), "granules", little(77), little(number), little(0), Uint8Array.of(lacing.length), Uint8Array.from(lacing), body);

/** Comments of 1,000 bytes over three pages; the third also begins what follows. @param {"opus" | "vorbis"} codec */
export function ogg(codec) {
  const [first, id] = codec === "opus" ? ["OpusHead with more", "OpusTags"] : ["\x01vorbis with more", "\x03vorbis"];
  const start = bytes(id, little(6), "Lavf60", little(1), little(900), `LOCATION=${PLANTED}`);
  const comments = bytes(start, PLANTED.repeat(50)).slice(0, 1000);
  const setup = codec === "opus" ? bytes() : bytes("\x05vorbis books");
  const lacing = codec === "opus" ? [235] : [235, setup.length];
  const pages = [
    page(2, 0, [first.length], bytes(first)),
    page(0, 1, [255], comments.slice(0, 255)),
    page(1, 2, [255, 255], comments.slice(255, 765)),
    page(1, 3, lacing, bytes(comments.slice(765), setup)),
    page(4, 4, [16], bytes("the sound itself")),
  ];
  return signed(bytes(...pages));
}

/** @param {Uint8Array} whole @returns {[number, number][]} where each page begins and ends */
function pages(whole) {
  const found = [];
  for (let at = 0; at < whole.length; ) {
    const count = whole[at + 26];
    const end = at + 27 + count + whole.subarray(at + 27, at + 27 + count).reduce((sum, one) => sum + one, 0);
    found.push(/** @type {[number, number]} */ ([at, end]));
    at = end;
  }
  return found;
}

/** With the right checksum on every page. @param {Uint8Array<ArrayBuffer>} whole */
export function signed(whole) {
  const made = whole.slice();
  for (const [at, end] of pages(made)) {
    made.fill(0, at + 22, at + 26);
    made.set(little(crc(made.subarray(at, end))), at + 22);
  }
  return made;
}

/** @param {Uint8Array} whole */
export function checksums(whole) {
  return pages(whole).map(([at]) => Buffer.from(whole.subarray(at + 22, at + 26)).toString("hex"));
}

/** Bit by bit, as RFC 3533 says it. @param {Uint8Array} some */
export function crc(some) {
  let sum = 0;
  for (const one of some) {
    sum = (sum ^ (one << 24)) >>> 0;
    for (let bit = 0; bit < 8; bit++) sum = (sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1) >>> 0;
  }
  return sum;
}

/** How many comments are left, and whether blanks stand in the place of the encoder's name. @param {Uint8Array} whole @param {"opus" | "vorbis"} codec */
export function commentsOf(whole, codec) {
  const packet = bytes(...pages(whole).slice(1, 4).map(([at, end]) => whole.subarray(at + 27 + whole[at + 26], end))).slice(0, 1000);
  const view = new DataView(packet.buffer);
  const begin = codec === "opus" ? 8 : 7;
  const vendor = view.getUint32(begin, true);
  return { comments: view.getUint32(begin + 4 + vendor, true), blanks: packet.subarray(begin + 4, begin + 4 + vendor).every((one) => one === 32) };
}

/** @param {number} id @param {...(string | Uint8Array)} parts */
function element(id, ...parts) {
  const body = bytes(...parts);
  const width = Math.ceil(id.toString(16).length / 2);
  return bytes(big(id, width), big(0x10000000 + body.length), body);
}

export function webm() {
  const information = element(0x1549a966, element(0x2ad7b1, "\x0f\x42\x40"), element(0x7ba9, PLANTED), bytes(big(0x4461, 2), "\x82ab"));
  const cluster = bytes(big(0x1f43b675), "\x01\xff\xff\xff\xff\xff\xff\xff", element(0xe7, "\0"), element(0xa3, "the sound itself"));
  const segment = bytes(big(0x18538067), "\x01\xff\xff\xff\xff\xff\xff\xff", information, element(0x1654ae6b, element(0xae, element(0x536e, PLANTED))), cluster, element(0x1254c367, PLANTED));
  return bytes(element(0x1a45dfa3, "head"), segment);
}
