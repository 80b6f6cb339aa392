import { routes as acting } from "../screens/acting/routes.ts";
import { routes as administration } from "../screens/administration/routes.ts";
import { routes as aggregation } from "../screens/aggregation/routes.ts";
import { routes as annualReport } from "../screens/annual-report/routes.ts";
import { routes as applications } from "../screens/case/routes.ts";
import { routes as catalogue } from "../screens/catalogue/routes.ts";
import { routes as cleanUp } from "../screens/clean-up/routes.ts";
import { routes as desensitise } from "../screens/desensitise/routes.ts";
import { routes as disputes } from "../screens/disputes/routes.ts";
import { routes as everydayWords } from "../screens/everyday-words/routes.ts";
import { routes as home } from "../screens/home/routes.ts";
import { routes as incomingReviews } from "../screens/incoming-reviews/routes.ts";
import { routes as itemEditor } from "../screens/item-editor/routes.ts";
import { routes as items } from "../screens/items/routes.ts";
import { routes as leak } from "../screens/leak/routes.ts";
import { routes as ledger } from "../screens/ledger/routes.ts";
import { routes as letters } from "../screens/letter/routes.ts";
import { routes as letterRegister } from "../screens/letter-register/routes.ts";
import { routes as publication } from "../screens/publication/routes.ts";
import { routes as publications } from "../screens/publications/routes.ts";
import { routes as release } from "../screens/release/routes.ts";
import { routes as reviews } from "../screens/review/routes.ts";
import { routes as sync } from "../screens/sync/routes.ts";
import { routes as screeningRules } from "../screens/screening-rules/routes.ts";
import { routes as training } from "../screens/training/routes.ts";
import { routes as templates } from "../screens/templates/routes.ts";
import type { ScreenRoute } from "./screen-route.ts";

/** Every view that has an address. Its code is loaded when it is first opened. */
export const screenRoutes: readonly ScreenRoute[] = [
  ...acting,
  ...administration,
  ...aggregation,
  ...annualReport,
  ...applications,
  ...catalogue,
  ...cleanUp,
  ...desensitise,
  ...disputes,
  ...everydayWords,
  ...home,
  ...incomingReviews,
  ...itemEditor,
  ...items,
  ...leak,
  ...ledger,
  ...letters,
  ...letterRegister,
  ...publication,
  ...publications,
  ...release,
  ...reviews,
  ...sync,
  ...templates,
  ...screeningRules,
  ...training,
];
