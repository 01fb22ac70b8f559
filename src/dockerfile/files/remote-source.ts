const URL = /^https?:\/\//;
const GIT_URL = /^(?:git|ssh):\/\/|^[\w.-]+@[\w.-]+:(?!\/\/)/;

/** Whether ADD fetches it: a file over HTTP, or a Git repository. */
export function isUrl(source: string): boolean {
  return URL.test(source) || GIT_URL.test(source);
}

/** Whether a source that ADD fetches is a Git repository. */
export function isGitSource(source: string): boolean {
  return GIT_URL.test(source) || (URL.test(source) && /\.git$/.test(source.replace(/[?#].*$/s, '')));
}
