import { Controller } from "@hotwired/stimulus";

/** A link that says which page it was followed from, by the title of that page. */
export default class extends Controller {
  connect() {
    const address = new URL(this.element.href);
    address.searchParams.set("title", document.title);
    this.element.href = address;
  }
}
