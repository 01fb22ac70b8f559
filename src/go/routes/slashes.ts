import type { LinkedCode } from '../code/linked-code.ts';

/** Middlewares and settings of chi, gorilla and echo. */
const LEADING = [
  'StripSlashes',
  'RedirectSlashes',
  'StrictSlash',
  'RemoveTrailingSlash',
  'RemoveTrailingSlashWithConfig',
  'AddTrailingSlash',
  'AddTrailingSlashWithConfig',
];

/** What answers where no route does. */
const ELSE = ['NotFound', 'NotFoundHandler', 'RouteNotFound', 'HTTPErrorHandler'];

/** What a handler around the routes changes before they are asked: `r.URL.Path = strings.TrimSuffix(r.URL.Path, "/")`. */
const CHANGED = ['Path', 'RawPath', 'RequestURI', 'URL'];

/** Whether nothing of the program leads a request for `/orders/` to the route `/orders`. */
export function keepsSlashes(code: LinkedCode): boolean {
  return (
    LEADING.concat(ELSE).every((name) => code.calls(name).length === 0 && code.methodValues(name).length === 0) &&
    CHANGED.concat(ELSE).every((name) => code.fieldAssignments(name).length === 0)
  );
}
