import { Controller } from "@hotwired/stimulus";

/**
 * Says when a swap failed: the server's own sentence where it sent one for #messages
 * (HX-Retarget), else that nothing was done. On the body.
 */
export default class extends Controller {
  static values = { words: String };

  connect() {
    this.element.addEventListener("htmx:beforeSwap", (event) => {
      if (event.detail.xhr.getResponseHeader("HX-Retarget")) event.detail.shouldSwap = true;
    });
    const tell = (event) => {
      if (event.detail.xhr?.getResponseHeader("HX-Retarget")) return;
      const note = document.createElement("div");
      note.className = "note note-error";
      note.role = "alert";
      note.textContent = this.wordsValue;
      document.getElementById("messages")?.replaceChildren(note);
    };
    for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
      this.element.addEventListener(name, tell);
    }
  }
}
