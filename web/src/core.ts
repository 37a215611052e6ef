/** What every view may use. `app.js` leaves it as the global `mkg`; views import it as `../core`. */
export * from "./core/api";
export * from "./core/dom";
export * from "./core/evidence";
export * from "./core/format";
export * from "./core/made";
export * from "./core/picture";
export * from "./core/route";
export * from "./core/save";
export * from "./core/scripts";
export * from "./core/search";
export * from "./core/settings";
export * from "./core/source";
export * from "./core/table";
export * from "./core/views";
