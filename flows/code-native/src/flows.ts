import { dailySourceCheck } from "./dailySourceCheck";
import { onboardSite } from "./onboardSite";

export default [dailySourceCheck, onboardSite];
