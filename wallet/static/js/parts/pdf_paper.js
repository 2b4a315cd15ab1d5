/**
 * One PDF, drawn page by page on canvases by pdf.js. Knows no build of pdf.js: it is handed one.
 *
 * No script of a document runs: that takes pdf.js's annotation layer with `enableScripting`, its sandbox and QuickJS,
 * of which none is made, bundled or served. `getDocument` and `render` have no option for it; forms of the XFA kind,
 * which would be built as HTML, are off.
 */

/** Pixels of one canvas at most: an iPhone gives up above 16 million, a weak PC slows down before. */
const MOST_PIXELS = 8_000_000;
/**
 * Pixels of one picture in a PDF: an A4 page at 600 dpi has 35 million; a picture made to fill the memory has more. One of
 * black and white alone may have three times as many (tools/pdfjs_changes.mjs): A4 at 1,200 dpi has 139 million.
 */
const LARGEST_IMAGE = 100_000_000;
/** Larger pictures are made smaller before they are drawn; four bytes a pixel. */
const LARGEST_DRAWN = 4 * 36_000_000;
const A4 = Math.SQRT2;
/** What pdf.js fetches by name while it draws, below the folder of the bundles. */
const FOLDERS = { cMapUrl: "cmaps", standardFontDataUrl: "standard_fonts", wasmUrl: "wasm", iccUrl: "iccs" };

export class PdfPaper {
  /** @type {WeakMap<HTMLCanvasElement, number>} the last call for each canvas */
  #calls = new WeakMap();
  /** @type {Map<HTMLCanvasElement, import("pdfjs-dist").RenderTask>} what is being drawn */
  #tasks = new Map();
  /** @type {Set<number>} */
  #lacking = new Set();

  /**
   * @param {import("pdfjs-dist").PDFDocumentProxy} pdf
   * @param {Worker} port
   * @param {Record<string, unknown>} told what it says of itself
   */
  constructor(pdf, port, told) {
    this.pdf = pdf;
    this.port = port;
    /** Whether its pages only say that another program is needed: a form of the XFA kind. */
    this.isForm = told.IsXFAPresent === true;
    /** Whether it holds other files, which no page shows. */
    this.isCollection = told.IsCollectionPresent === true;
    /** Whether pages are missing: pdf.js puts one that cannot be read at the place where it lost the others. */
    this.isDamaged = told.isDamaged === true;
  }

  /** Whether something of a page that was drawn could not be. @param {number} number */
  lacks(number) {
    return this.isCollection || this.isDamaged || this.#lacking.has(number);
  }

  /** Whether any page that was drawn lacks something. */
  get lacksSome() {
    return this.isCollection || this.isDamaged || this.#lacking.size > 0;
  }

  /** How many pages there are. */
  get pages() {
    return this.pdf.numPages;
  }

  /**
   * Draws one page over the whole canvas, sharp on this screen. A drawing that still runs is given up first.
   * @param {HTMLCanvasElement} canvas
   * @param {number} number 1 for the first page
   * @param {number} width in CSS pixels
   * @param {"display" | "print"} [intent]
   * @param {number} [pixels] at most
   * @returns {Promise<boolean>} false where a later call took the canvas over
   */
  async draw(canvas, number, width, intent = "display", pixels = MOST_PIXELS) {
    const call = (this.#calls.get(canvas) ?? 0) + 1;
    this.#calls.set(canvas, call);
    const page = await this.#page(number);
    if (this.#calls.get(canvas) !== call) return false;
    // Two drawings on one canvas at a time are refused by pdf.js.
    this.#tasks.get(canvas)?.cancel();
    if (!page) {
      this.#lacking.add(number);
      return blank(canvas, width);
    }
    const viewport = viewportOf(page, width, intent, Math.min(pixels, MOST_PIXELS));
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    const task = page.render({ canvas, viewport, intent });
    this.#tasks.set(canvas, task);
    return finished(task).finally(() => {
      if (withoutSome(page)) this.#lacking.add(number);
      if (this.#tasks.get(canvas) === task) this.#tasks.delete(canvas);
      if (this.#tasks.size === 0) page.cleanup();
    });
  }

  /** @param {number} number @returns {Promise<import("pdfjs-dist").PDFPageProxy | null>} null where it cannot be read and others can */
  async #page(number) {
    try {
      return await this.pdf.getPage(number);
    } catch (problem) {
      if (this.pages === 1) throw problem;
      return null;
    }
  }

  /** Forgets the document and ends its Worker. */
  close() {
    for (const task of this.#tasks.values()) task.cancel();
    this.pdf.loadingTask.destroy().catch(() => undefined);
    this.port.terminate();
  }
}

/**
 * @param {import("pdfjs-dist").PDFPageProxy} page
 * @param {number} width in CSS pixels
 * @param {"display" | "print"} intent
 * @param {number} pixels at most
 */
function viewportOf(page, width, intent, pixels) {
  const natural = page.getViewport({ scale: 1 });
  const sharp = intent === "print" ? 2 : Math.min(globalThis.devicePixelRatio || 1, 3);
  const most = Math.sqrt(pixels / (natural.width * natural.height));
  return page.getViewport({ scale: Math.min((width / natural.width) * sharp, most) });
}

/** In place of a page that cannot be read. @param {HTMLCanvasElement} canvas @param {number} width in CSS pixels */
function blank(canvas, width) {
  canvas.width = Math.max(1, Math.floor(width));
  canvas.height = Math.floor(canvas.width * A4);
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  return true;
}

/** Pictures that the Worker left out, or could not read, are there as nothing. @param {import("pdfjs-dist").PDFPageProxy} page */
function withoutSome(page) {
  return [page.objs, page.commonObjs].some((objects) => [...objects].some(([, data]) => data === null));
}

/** @param {import("pdfjs-dist").RenderTask} task */
async function finished(task) {
  try {
    await task.promise;
    return true;
  } catch (problem) {
    if (problem instanceof Error && problem.name === "RenderingCancelledException") return false;
    throw problem;
  }
}

/**
 * What the bundles `pdf` and `pdf-legacy` offer.
 * @param {Pick<typeof import("pdfjs-dist"), "getDocument" | "PDFWorker">} pdfjs
 */
export function pdfPart(pdfjs) {
  return {
    /**
     * @param {Uint8Array} bytes a PDF; handed over to the Worker, so empty afterwards
     * @param {Worker} port a Worker that runs the bundle `pdfworker` of the same kind
     * @param {string} folder address of the folder with cmaps/, standard_fonts/, wasm/ and iccs/, ending with a slash
     * @returns {Promise<PdfPaper>} raises what pdf.js raises: PasswordException, InvalidPDFException …
     */
    async open(bytes, port, folder) {
      const worker = pdfjs.PDFWorker.create({ port });
      const folders = Object.entries(FOLDERS).map(([option, name]) => [option, `${folder}${name}/`]);
      const task = pdfjs.getDocument({
        ...Object.fromEntries(folders),
        data: bytes,
        worker,
        disableWorkerRendering: true,
        enableXfa: false,
        maxImageSize: LARGEST_IMAGE,
        canvasMaxAreaInBytes: LARGEST_DRAWN,
        verbosity: 0,
      });
      const pdf = await task.promise;
      const { info } = await pdf.getMetadata();
      const isDamaged = await pdf.getPage(pdf.numPages).then(() => false, () => true);
      return new PdfPaper(pdf, port, { ...info, isDamaged });
    },
  };
}
