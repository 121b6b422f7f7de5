import { Controller } from "@hotwired/stimulus";

/**
 * Asks before a form is sent whose button (or the form itself) carries `data-confirm`. On the one
 * dialog of the page. htmx's own `hx-confirm` asks through the same dialog.
 */
export default class extends Controller {
  static targets = ["words", "verb"];

  connect() {
    this.onSubmit = (event) => {
      const asking = event.submitter?.closest("[data-confirm]") ?? event.target.closest("[data-confirm]");
      if (!asking || asking === this.agreed) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      this.#ask(asking.dataset.confirm, asking.dataset.confirmVerb ?? event.submitter?.textContent, () => {
        this.agreed = asking;
        event.target.requestSubmit(event.submitter ?? undefined);
        this.agreed = null;
      });
    };
    this.onHtmx = (event) => {
      if (!event.detail.question) return;
      event.preventDefault();
      this.#ask(event.detail.question, event.target.dataset.confirmVerb ?? event.target.textContent, () => event.detail.issueRequest(true));
    };
    document.addEventListener("submit", this.onSubmit, true);
    document.addEventListener("htmx:confirm", this.onHtmx);
  }

  disconnect() {
    document.removeEventListener("submit", this.onSubmit, true);
    document.removeEventListener("htmx:confirm", this.onHtmx);
  }

  agree() {
    this.element.close();
    this.go();
  }

  leave() {
    this.element.close();
  }

  #ask(words, verb, go) {
    this.wordsTarget.textContent = words;
    this.verbTarget.textContent = verb.trim();
    this.go = go;
    this.element.showModal();
  }
}
