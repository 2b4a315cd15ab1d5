"""A house of a few lines with the shapes of ours, in which a test can put a wrong name."""

from __future__ import annotations

import json
from pathlib import Path

PAGE = "page.html"
ENDPOINTS = {"POST /v1/share", "GET /v1/vault", "POST /v1/blob/get", "POST /v1/blob/delete"}
FILES = {
    PAGE: """
        <body data-rules=""><script src="/static/dist/open.js"></script>
        <template id="screen-list"><section><h1 data-text="title"></h1><ul data-slot="rows"></ul>
        <button data-ref="more"></button><a data-go="help"></a></section></template>
        <template id="screen-help"><h1></h1></template>
        <template id="part-row"><li data-text="name"><b data-ref="open"></b></li></template>
        <template class="words"><i data-word="list.title"></i><i data-word="kind.paper"></i>
        <i data-word="kind.photo"></i><i data-word="list.count.one"></i><i data-word="list.count.other"></i>
        <i data-word="list.kept"></i><i data-word="trouble.offline"></i></template>
        """,
    "ui/words.js": """
        /** @param {string} key @param {object} [params] @returns {string} */
        export function word(key, params) { return key + params; }
        /** @param {string} key */
        export function hasWord(key) { return key !== ""; }
        """,
    "ui/dom.js": """
        /** @param {string} id @returns {HTMLElement} */
        export function clone(id) { return document.createElement(id); }
        /** @param {HTMLElement} root @param {object} values @returns {HTMLElement} */
        export function fill(root, values) { return values ? root : root; }
        /** @param {HTMLElement} root @param {string} name @param {string} [kind] @returns {HTMLElement} */
        export function find(root, name, kind = "ref") { return name + kind ? root : root; }
        """,
    "ui/screen.js": """
        import { clone, fill } from "./dom.js";
        /** @param {object} screens */
        export function add(screens) { return screens; }
        /** @param {string} name @param {unknown} [arg] */
        export function go(name, arg) { return [name, arg]; }
        /** @param {string} id @param {object} values */
        export function show(id, values) { return fill(clone(id), values); }
        """,
    "api.js": """
        export class Api {
          /** @param {string} path @param {{method?: string}} request */
          request(path, request) { return [path, request]; }
          /** @param {string} path @param {object} value */
          json(path, value) { return [path, value]; }
        }
        """,
    "vault.js": """
        /** @param {string} method @param {unknown} [arg] @returns {Promise<any>} */
        export async function call(method, arg) { return [method, arg]; }
        """,
    "keeper/methods.js": """
        import { Api } from "../api.js";
        const api = new Api();
        const share = () => api.json("share", {});
        const ask = (/** @type {"get" | "delete"} */ what) => api.json(`blob/${what}`, {});
        const look = () => [api.request("vault", { method: "GET" }), ask("get"), ask("delete")];
        /** @type {Record<string, () => unknown>} */
        export const METHODS = { "share.make": share, look };
        """,
    "practice/server.js": """
        export class PracticeServer {
          #routes = { "POST share": 1, "GET vault": 2, "POST blob/get": 3, "POST blob/delete": 4 };
          get all() { return this.#routes; }
        }
        """,
    "practice_worker.js": """
        import { METHODS } from "./keeper/methods.js";
        import { PracticeServer } from "./practice/server.js";
        console.log(METHODS, new PracticeServer());
        """,
    "views/list.js": """
        import { clone, fill, find } from "../ui/dom.js";
        import * as screen from "../ui/screen.js";
        import { hasWord, word } from "../ui/words.js";
        import { call } from "../vault.js";
        const NEWS = { kept: "list.kept" };
        /** @param {"paper" | "photo"} kind */
        const row = (kind) => fill(clone("part-row"), { name: word(`kind.${kind}`) });
        /** @param {string} code */
        const trouble = (code) => word(hasWord(`trouble.${code}`) ? `trouble.${code}` : "list.kept");
        /** @param {{say?: string}} [arg] */
        function showList({ say = "list.count" } = {}) {
          const rows = [row("paper"), row("photo")];
          const root = screen.show("screen-list", { title: word("list.title"), rows: rows });
          find(root, "more").addEventListener("click", () => screen.go("help"));
          find(row("paper"), "open").textContent = word(say, { n: 2 });
          call("share.make");
          call("look").catch((problem) => fill(root, { title: trouble(problem.code) }));
        }
        export const list = { list: showList, help: () => screen.show("screen-help", {}) };
        export const later = () => screen.go("list", { say: NEWS.kept });
        """,
    "pages/open.js": """
        import * as screen from "../ui/screen.js";
        import { later, list } from "../views/list.js";
        for (const screens of [list]) screen.add(screens);
        later();
        """,
}
"""File → what stands in it."""


def build(folder: Path, files: dict[str, str]) -> Path:
    """Write the house and its tsconfig.json into a folder; the tsconfig comes back."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    config = folder / "tsconfig.json"
    options = {"allowJs": True, "checkJs": True, "strict": True, "noEmit": True, "target": "es2022"}
    config.write_text(json.dumps({"compilerOptions": options, "include": ["**/*.js"]}))
    return config
