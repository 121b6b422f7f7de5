// Everything a page can do: htmx for swaps, one small Stimulus controller for each behaviour.
import { Application } from "@hotwired/stimulus";
import "htmx.org";

import Back from "./controllers/back.js";
import Compare from "./controllers/compare.js";
import Confirm from "./controllers/confirm.js";
import Copy from "./controllers/copy.js";
import Draft from "./controllers/draft.js";
import Failure from "./controllers/failure.js";
import Filter from "./controllers/filter.js";
import Focus from "./controllers/focus.js";
import Keys from "./controllers/keys.js";
import PlaceMap from "./controllers/map.js";
import Menu from "./controllers/menu.js";
import Photo from "./controllers/photo.js";
import Print from "./controllers/print.js";
import Rows from "./controllers/rows.js";
import Ticks from "./controllers/ticks.js";
import Timer from "./controllers/timer.js";

const application = Application.start();
application.register("back", Back);
application.register("compare", Compare);
application.register("confirm", Confirm);
application.register("copy", Copy);
application.register("draft", Draft);
application.register("failure", Failure);
application.register("filter", Filter);
application.register("focus", Focus);
application.register("keys", Keys);
application.register("map", PlaceMap);
application.register("menu", Menu);
application.register("photo", Photo);
application.register("print", Print);
application.register("rows", Rows);
application.register("ticks", Ticks);
application.register("timer", Timer);
