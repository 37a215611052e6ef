/** The script of the page: leaves what views share as `mkg`, and starts the shell. */
import * as core from "./core";
import { start } from "./shell";

Object.assign(globalThis, { mkg: core });
start();
