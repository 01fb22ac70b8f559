import type { Listener, Program } from '../../go/project.ts';
import { applyEdits, type TextEdit } from '../../lint/fix.ts';
import { addImports } from './add-imports.ts';
import { lineStart } from './line-start.ts';

const PACKAGES = ['context', 'errors', 'log', 'net/http', 'os/signal', 'syscall', 'time'];
/** In this time a pod has to stop with what Kubernetes grants it, and five seconds to spare. */
const SECONDS = 25;
/** The statement that serves, alone in its line of `main`: what it does with an error may stand around it. */
const STATEMENT =
  /^\t(?:_ = |(log\.(?:Fatal|Fatalln|Panic|Panicln)|panic)\()?([\w.]+)\.(ListenAndServe|ListenAndServeTLS)\(([^\n]*)\)$/;
/** `if err := http.ListenAndServe(…); err != nil {` with an end that leaves the program. */
const CONDITION =
  /^\tif err := ([\w.]+)\.(ListenAndServe|ListenAndServeTLS)\(([^\n]*)\); err != nil(?: && err != http\.ErrServerClosed| && !errors\.Is\(err, http\.ErrServerClosed\))? \{\n((?:\t\t[^\n]*\n)*?\t\t(?:log\.(?:Fatal|Panic)\w*|panic|os\.Exit)\([^\n]*\)\n)\t\}$/;

/** Texts and runes as one, all else letter by letter. */
const TOKENS = /"(?:[^"\\]|\\.)*"|`[^`]*`|'(?:[^'\\]|\\.)*'|[^]/g;

interface Serving {
  readonly start: number;
  readonly end: number;
  /** `http`, or the expression of a server. */
  readonly receiver: string;
  readonly method: string;
  readonly args: string;
  /** What is done with an error, two tabs deep. */
  readonly failure: string;
}

/**
 * Edits of the file with `main` after which the server of net/http lets what is under way finish at SIGTERM; null where the
 * call is written in a way that this does not understand.
 */
export function insertGracefulShutdown(
  text: string,
  { main }: Program,
  listener: Listener,
): readonly TextEdit[] | null {
  if (listener.file !== main.file || text.includes('\r')) return null;
  const body = mainBody(text, main.start);
  const serving = body && servingAt(text, listener, body);
  if (!body || !serving) return null;
  const used = new Set(text.match(/\b[A-Za-z_]\w*\b/g));
  // A name of a package that means something else in this file.
  if (PACKAGES.some((path) => isShadowed(text, path.slice(path.lastIndexOf('/') + 1)))) return null;
  const fresh = (...names: readonly string[]) => names.find((name) => !used.has(name));
  const names = {
    context: fresh('ctx', 'signalCtx', 'signalled'),
    stop: fresh('stop', 'stopSignals', 'ignoreSignals'),
    ending: fresh('ending', 'shutdownCtx', 'endingCtx'),
    cancel: fresh('cancel', 'cancelShutdown', 'cancelEnding'),
    server: fresh('server', 'srv', 'httpServer', 'webServer'),
  };
  const server = serving.receiver === 'http' ? names.server : serving.receiver;
  if (Object.values(names).includes(undefined) || server === undefined) return null;
  const made = serving.receiver === 'http' ? newServer(serving, server) : { line: '', args: serving.args };
  if (!made || (serving.receiver !== 'http' && !isServer(text, serving.receiver))) return null;
  const { context, stop, ending, cancel } = names;
  const lines = `\t${context}, ${stop} := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
\tdefer ${stop}()
${made.line}\tgo func() {
\t\tif err := ${server}.${serving.method}(${made.args}); err != nil && !errors.Is(err, http.ErrServerClosed) {
${serving.failure}\t\t}
\t}()
\t<-${context}.Done()
\t${stop}()
\t${ending}, ${cancel} := context.WithTimeout(context.Background(), ${SECONDS}*time.Second)
\tdefer ${cancel}()
\tif err := ${server}.Shutdown(${ending}); err != nil {
\t\tlog.Print(err)
\t}`;
  const imports = addImports(text, PACKAGES);
  return imports && [...imports, { start: serving.start, end: serving.end, text: lines }];
}

/** The text with graceful shutdown in it, for tests. */
export function withGracefulShutdown(text: string, program: Program, listener: Listener): string | null {
  const edits = insertGracefulShutdown(text, program, listener);
  return edits && applyEdits(text, edits);
}

/** From the brace of `func main() {` to the one in its column. */
function mainBody(text: string, from: number): { readonly start: number; readonly end: number } | undefined {
  const start = text.lastIndexOf('func main() {\n', from + 'func main'.length);
  const end = start < 0 ? -1 : text.indexOf('\n}', start);
  return end < 0 ? undefined : { start, end };
}

function servingAt(text: string, { start }: Listener, body: { start: number; end: number }): Serving | undefined {
  if (start < body.start || start > body.end) return undefined;
  const from = lineStart(text, start);
  const lineEnd = text.indexOf('\n', start);
  const statement = STATEMENT.exec(text.slice(from, lineEnd));
  if (statement) {
    const [, around, receiver = '', method = '', written = ''] = statement;
    const args = around === undefined ? written : written.replace(/\)$/, '');
    if (around !== undefined && !written.endsWith(')')) return undefined;
    if (!isBalanced(args)) return undefined;
    return { start: from, end: lineEnd, receiver, method, args, failure: '\t\t\tlog.Fatal(err)\n' };
  }
  const close = text.indexOf('\n\t}', start);
  const condition = close < 0 ? null : CONDITION.exec(text.slice(from, close + 3));
  if (!condition) return undefined;
  const [whole, receiver = '', method = '', args = '', failure = ''] = condition;
  if (!isBalanced(args)) return undefined;
  return {
    start: from,
    end: from + whole.length,
    receiver,
    method,
    args,
    failure: failure.replace(/^/gm, '\t').replace(/\t$/, ''),
  };
}

/** `http.ListenAndServe(addr, handler)` as a server of its own. */
function newServer({ method, args }: Serving, name: string): { readonly line: string; readonly args: string } | null {
  const parts = splitArguments(args);
  const [address, handler] = [parts[0], parts.at(-1)];
  if (parts.length !== (method === 'ListenAndServe' ? 2 : 4) || address === undefined || handler === undefined)
    return null;
  const spaced = withSpaces(address);
  if (spaced === null || withSpaces(handler) !== handler) return null;
  const field = handler === 'nil' ? '' : `, Handler: ${handler}`;
  return { line: `\t${name} := &http.Server{Addr: ${spaced}${field}}\n`, args: parts.slice(1, -1).join(', ') };
}

/** In a literal gofmt puts blanks around `+`, in arguments it does not; null for expressions of which more would have to be known. */
function withSpaces(expression: string): string | null {
  let depth = 0;
  let result = '';
  for (const [token] of expression.matchAll(TOKENS)) {
    if (/^[([{]$/.test(token)) depth++;
    if (/^[)\]}]$/.test(token)) depth--;
    if (/^[-*/%|^<>]$/.test(token) || (token === '+' && depth > 0)) return null;
    result += token === '+' ? ' + ' : token;
  }
  return result.replace(/ {2,}\+ {2,}| {2,}\+ | \+ {2,}/g, ' + ');
}

function isServer(text: string, name: string): boolean {
  return /^\w+$/.test(name) && new RegExp(`\\b${name}\\s*(?::=|=)\\s*&?http\\.Server\\{`).test(text);
}

function isShadowed(text: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b[\\w, ]*:=|\\b(?:var|const|type|func) ${name}\\b`).test(text);
}

function isBalanced(text: string): boolean {
  return splitArguments(text).length > 0;
}

/** At commas outside of brackets and strings; empty where brackets do not fit. */
function splitArguments(text: string): string[] {
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  for (const [token] of text.matchAll(TOKENS)) {
    if (/^[([{]$/.test(token)) depth++;
    if (/^[)\]}]$/.test(token) && --depth < 0) return [];
    if (token === ',' && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else part += token;
  }
  return depth === 0 ? [...parts, part.trim()] : [];
}
