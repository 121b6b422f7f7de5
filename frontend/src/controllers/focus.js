import { Controller } from "@hotwired/stimulus";

/** Takes the focus when it appears, as the summary of errors does. */
export default class extends Controller {
  connect() {
    this.element.focus();
  }
}
