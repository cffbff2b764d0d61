// Everything here makes pages nicer; every page works without it.
import { initAll as initMoj } from "@ministryofjustice/frontend";
import { initAll as initGovuk } from "govuk-frontend";
import { keepLive } from "./live";
import { openForPrinting } from "./print";
import { watchSession } from "./session";
import { listenForShortcuts } from "./shortcuts";

initGovuk();
initMoj();
keepLive(document);
listenForShortcuts(document);
openForPrinting(document);
watchSession(document);
