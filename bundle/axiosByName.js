/**
 * axios looks FormData up while it loads, for which Node loads all of undici; the check that follows in
 * axios recognizes a form as well.
 */
const FORM_DATA_LOOKUP = "typeof G.FormData !== 'undefined' ? G.FormData : undefined";

const HELPERS = /^export default \{([^}]*)\};$/m;

/** Exports each helper by its name, and loads no undici. Throws if axios writes them in another way. */
function helpersByName(source) {
  const list = HELPERS.exec(source)?.[1];
  if (list === undefined) throw new Error("axios exports its helpers in another way");
  if (!source.includes(FORM_DATA_LOOKUP)) throw new Error("axios looks FormData up in another way");
  const names = list.replace(/ *\/\/.*/g, "").replace(/(\w+): (\w+)/g, "$2 as $1");
  return source.replace(HELPERS, `export {${names}};`).replace(FORM_DATA_LOOKUP, "undefined");
}

/**
 * A loader for axios, whose helpers are one object: imports and exports each of them by its name, so that
 * webpack leaves out those that nothing uses.
 */
module.exports = function axiosByName(source) {
  return /[\\/]lib[\\/]utils\.js$/.test(this.resourcePath)
    ? helpersByName(source)
    : source.replace(
        /^import utils from ('(?:\.\.?\/)+utils\.js');$/m,
        "import * as utils from $1;",
      );
};
