/** How much of a document decides whether it is one of ours: enough for a long licence comment. */
const SNIFFED_CHARACTERS = 20_000;

/**
 * Whether the language server has something to say about a document. YAML and JSON are looked into, so that
 * a workspace full of other YAML never starts the server. The values of a chart say nothing of themselves.
 */
export function isOfInterest(languageId: string, fileName: string, text: string): boolean {
  const start = text.slice(0, SNIFFED_CHARACTERS);
  switch (languageId) {
    case 'dockerfile':
    case 'dockerignore':
    case 'helm':
      return true;
    case 'yaml':
      return /(?:^|[\\/])(?:kustomization\.ya?ml|\.gantry\.ya?ml|values\.yaml)$/.test(fileName) || isManifest(start);
    case 'json':
      return isManifest(start);
    case 'go':
      return /^package main\b/m.test(start) && /^func main\(\)/m.test(text);
    default:
      return false;
  }
}

function isManifest(text: string): boolean {
  return /(?:^|[\s{,])"?apiVersion"?\s*:/.test(text) && /(?:^|[\s{,])"?kind"?\s*:/.test(text);
}
