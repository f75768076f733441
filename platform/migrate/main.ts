import { runProgram } from "../../cli";
import { HELP, run } from "./program";

runProgram({ help: HELP, run });
