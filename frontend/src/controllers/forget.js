import { Controller } from "@hotwired/stimulus";

import { forget } from "../visiting/draft.js";

/** On the form that signs out: leaves nothing typed on this device. */
export default class extends Controller {
  all() {
    for (const prefix of ["visit:", "timer:", "draft:"]) forget(prefix);
  }
}
