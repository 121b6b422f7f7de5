import { Controller } from "@hotwired/stimulus";

import { drop, kept } from "../visiting/draft.js";

/**
 * Drafts of visits on lists: forgets those that the server has (`gone`), shows how far the others are
 * (`count`). Value: `key` of the person; each target names its `data-visit`.
 */
export default class extends Controller {
  static targets = ["gone", "count"];
  static values = { key: String };

  goneTargetConnected(element) {
    drop(this.keyValue, element.dataset.visit);
  }

  countTargetConnected(element) {
    const draft = kept(`${this.keyValue}:${element.dataset.visit}`);
    if (draft) element.textContent = ` ${draft.done}/${draft.total}`;
  }
}
