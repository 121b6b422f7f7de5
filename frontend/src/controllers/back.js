import { Controller } from "@hotwired/stimulus";

/** A link that goes back in the history where there is one on this site; else it is a plain link. */
export default class extends Controller {
  go(event) {
    if (history.length < 2 || !document.referrer.startsWith(location.origin)) return;
    event.preventDefault();
    history.back();
  }
}
