import { Controller } from "@hotwired/stimulus";

/** A link that says which page it was followed from, by the heading of that page. */
export default class extends Controller {
  connect() {
    const address = new URL(this.element.href);
    const heading = document.querySelector("h1")?.textContent.trim();
    address.searchParams.set("title", heading || document.title);
    this.element.href = address;
  }
}
