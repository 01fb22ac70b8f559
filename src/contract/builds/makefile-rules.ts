import { resolvePath } from '../../dockerfile/files/paths.ts';
import { expandedText, type MakeScope, wordsOf } from './makefile-text.ts';

/** What make is started with. */
export interface MakeCall {
  /** Where it runs, and the name of its file. */
  readonly folder: string | undefined;
  readonly file: string;
  /** Without any, the first of the file is meant. */
  readonly targets: readonly string[];
  /** `make NAME=value`, which wins over what the file says. */
  readonly overrides: ReadonlyMap<string, string>;
  /** The environment; undefined: nothing sets it there. */
  readonly env: (name: string) => string | undefined;
  /** A file that it includes. */
  readonly read: (path: string) => string | undefined;
}

interface Rule {
  readonly targets: readonly string[];
  readonly needs: readonly string[];
  /** As written, each a shell of its own. */
  readonly lines: string[];
  readonly variables: Map<string, string>;
}

/** Whether a branch of the file is taken; null: nobody knows. */
type Taken = boolean | null;

const ASSIGNMENT = /^(?:(?:export|override|private)[ \t]+)*([\w.-]+)[ \t]*(\?|\+|!|:{1,3})?=[ \t]*(.*)$/s;
const MOST_FILES = 10;
const MOST_TARGETS = 100;
const MOST_REFERENCES = 20_000;
/** Of one line: no recipe has more that is worth reading. */
const LONGEST = 10_000;

/** The lines of shell that make runs for its targets, in order, as it hands them on; `*` stands for what nobody knows. */
export function recipeLines(text: string, call: MakeCall): readonly string[] {
  const file = new Makefile(call);
  file.take(text);
  return file.linesOf(call.targets);
}

class Makefile {
  readonly #call: MakeCall;
  readonly #values = new Map<string, string | null>();
  readonly #rules: Rule[] = [];
  readonly #budget = { left: MOST_REFERENCES };
  #files = 0;
  /** Something that is included is not here. */
  #isOpen = false;

  constructor(call: MakeCall) {
    this.#call = call;
    this.#values.set('CURDIR', call.folder ?? null).set('PWD', call.folder ?? null);
    this.#values.set('MAKE', 'make').set('MAKEFILE_LIST', call.file).set('SHELL', '/bin/sh');
  }

  take(text: string): void {
    if (++this.#files > MOST_FILES) return;
    const branches: Taken[] = [];
    let rule: Rule | undefined;
    let defined: { readonly name: string; text: string } | undefined;
    for (const line of text.replaceAll(/\\\r?\n[ \t]*/g, ' ').split(/\r?\n/)) {
      if (line.length > LONGEST) continue;
      const isTaken = branches.includes(false) ? false : branches.includes(null) ? null : true;
      if (defined) {
        if (/^\s*endef\b/.test(line)) {
          this.#set(defined.name, '', defined.text, isTaken);
          defined = undefined;
        } else defined.text += `${defined.text === '' ? '' : '\n'}${line}`;
      } else if (line.startsWith('\t') && rule) {
        if (isTaken !== false) rule.lines.push(line.slice(1));
      } else {
        const plain = line.replace(/(?:^|[ \t])#.*$/s, '').trim();
        if (plain === '' || this.#branch(plain, branches) || isTaken === false) continue;
        const [, begun] = /^define[ \t]+([\w.-]+)/.exec(plain) ?? [];
        if (begun !== undefined) defined = { name: begun, text: '' };
        else rule = this.#statement(plain, isTaken) ?? rule;
      }
    }
  }

  linesOf(targets: readonly string[]): string[] {
    const first = this.#rules.find(({ targets: [one = '.'] }) => !/^\.|%/.test(one))?.targets[0];
    const chosen = this.#expanded('$(.DEFAULT_GOAL)') || first;
    const wanted = targets.length > 0 ? targets : chosen === undefined ? [] : [chosen];
    const lines: string[] = [];
    const seen = new Set<string>();
    for (const target of wanted) this.#make(target, lines, seen);
    return lines;
  }

  #make(target: string, lines: string[], seen: Set<string>): void {
    if (seen.has(target) || seen.size > MOST_TARGETS) return;
    seen.add(target);
    const exact = this.#rules.filter(({ targets }) => targets.includes(target));
    const [pattern, stem] = exact.some((one) => one.lines.length > 0) ? [] : this.#patternOf(target);
    const rules = pattern ? [...exact, pattern] : exact;
    const needs = rules.flatMap((rule) => rule.needs.map((one) => one.replace('%', stem ?? '%')));
    for (const need of needs) this.#make(need, lines, seen);
    const local = new Map(rules.flatMap(({ variables }) => [...variables]));
    local
      .set('@', target)
      .set('<', needs[0] ?? '')
      .set('^', needs.join(' '));
    local.set('*', stem ?? '').set('?', needs.join(' '));
    for (const line of rules.findLast((rule) => rule.lines.length > 0)?.lines ?? []) {
      lines.push(
        ...this.#expanded(line, local)
          .split('\n')
          .map((one) => one.replace(/^[\s@+-]+/, '')),
      );
    }
  }

  #patternOf(target: string): readonly [Rule, string] | readonly [] {
    for (const rule of this.#rules) {
      if (rule.lines.length === 0) continue;
      for (const one of rule.targets) {
        const [before = '', behind, more] = one.split('%');
        if (behind === undefined || more !== undefined || target.length < one.length) continue;
        if (target.startsWith(before) && target.endsWith(behind))
          return [rule, target.slice(before.length, target.length - behind.length)];
      }
    }
    return [];
  }

  /** Anything but a recipe; the rule that lines behind it belong to. */
  #statement(line: string, isTaken: Taken): Rule | undefined {
    const [, included] = /^[-s]?include[ \t]+(.*)$/.exec(line) ?? [];
    if (included !== undefined) {
      this.#include(included);
      return undefined;
    }
    const [, name, operator = '', value = ''] = ASSIGNMENT.exec(line) ?? [];
    if (name !== undefined) {
      this.#set(name, operator, value, isTaken);
      return undefined;
    }
    const colon = /^((?:[^:=$]|\$\([^()]*\)|\$\{[^{}]*\}|\$.)+?)[ \t]*::?(?!=)(.*)$/s.exec(line);
    if (!colon) return undefined;
    const targets = wordsOf(this.#expanded(colon[1] ?? ''));
    const rest = colon[2]?.trim() ?? '';
    const [, own, , given = ''] = ASSIGNMENT.exec(rest) ?? [];
    const rule: Rule = { targets, needs: [], lines: [], variables: new Map() };
    this.#rules.push(own === undefined ? this.#withNeeds(rule, rest) : rule);
    if (own !== undefined) rule.variables.set(own, given);
    return this.#rules.at(-1);
  }

  #withNeeds(rule: Rule, rest: string): Rule {
    const [needs = '', ...recipe] = rest.split(';');
    if (recipe.length > 0) rule.lines.push(recipe.join(';').trim());
    return { ...rule, needs: wordsOf(this.#expanded(needs)).filter((word) => word !== '|') };
  }

  #include(written: string): void {
    for (const path of wordsOf(this.#expanded(written))) {
      const at = resolvePath(path, this.#call.folder);
      const text = at === undefined ? undefined : this.#call.read(at);
      if (text === undefined) this.#isOpen = true;
      else this.take(text);
    }
  }

  #set(name: string, operator: string, written: string, isTaken: Taken): void {
    const { env } = this.#call;
    const before = this.#values.has(name) ? this.#values.get(name) : env(name);
    if (operator === '?' && before !== undefined) return;
    const text = operator.startsWith(':') ? this.#expanded(written).replaceAll('$', '$$$$') : written;
    const added = operator === '+' ? (before === null ? null : `${before ?? ''} ${text}`) : text;
    const value = operator === '!' ? null : added;
    this.#values.set(name, isTaken === null && value !== before ? null : value);
  }

  /** True: the line begins or ends a branch. */
  #branch(line: string, branches: Taken[]): boolean {
    const [, word = '', rest = ''] = /^(ifn?eq|ifn?def|else|endif)\b[ \t]*(.*)$/s.exec(line) ?? [];
    if (word === 'endif') branches.pop();
    else if (word === 'else') {
      const last = branches.pop() ?? null;
      // What follows another condition is not told apart from it.
      branches.push(rest === '' ? (last === null ? null : !last) : last === true ? false : null);
    } else if (word !== '') branches.push(this.#holds(word, rest));
    return word !== '';
  }

  #holds(word: string, rest: string): Taken {
    const isWanted = !word.startsWith('ifn');
    if (word.endsWith('def')) {
      const value = this.#valueOf(rest.trim(), new Map());
      return value === null ? null : (value !== '') === isWanted;
    }
    const [, one = '', other = ''] =
      /^\((.*),[ \t]*([^,]*)\)$/s.exec(rest) ?? /^["'](.*)["'][ \t]+["'](.*)["']$/s.exec(rest) ?? [];
    const [left, right] = [this.#expanded(one).trim(), this.#expanded(other).trim()];
    return left.includes('*') || right.includes('*') ? null : (left === right) === isWanted;
  }

  #expanded(text: string, local: ReadonlyMap<string, string> = new Map()): string {
    const valueOf = (name: string) => this.#valueOf(name, local);
    const scope: MakeScope = { folder: this.#call.folder, valueOf, budget: this.#budget };
    return expandedText(text, scope);
  }

  #valueOf(name: string, local: ReadonlyMap<string, string>): string | null {
    const { overrides, env } = this.#call;
    const given = overrides.get(name) ?? local.get(name);
    if (given !== undefined) return given;
    const own = this.#values.get(name);
    if (own !== undefined) return own;
    return env(name) ?? (this.#isOpen ? null : '');
  }
}
