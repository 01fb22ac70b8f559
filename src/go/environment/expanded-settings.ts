import type { LinkedCode } from '../code/linked-code.ts';
import { concatenate, known, type Setting, unset } from '../values/setting.ts';

/** Libraries that take a variable's value as a shell does, with what stands there in its place. */
const LIBRARIES = ['github.com/a8m/envsubst', 'github.com/drone/envsubst'];
const PLAIN = /(\$\{\w+\}|\$[A-Z_][A-Z\d_]*)/;
const WITH_DEFAULT = /(\$\{\w+(?::?-[^}]*)?\}|\$[A-Z_][A-Z\d_]*)/;

/** What a configuration file says, in a program that puts variables into such files: `:${PORT:-8080}`. */
export function expandedSetting(text: string, code: LinkedCode): Setting {
  const variable = text.includes('$') ? variableOf(code) : null;
  if (!variable) return known(text);
  const parts = text.split(variable).filter((part) => part !== '');
  return concatenate(
    parts.map((part) => {
      const [, name, fallback] = (variable.test(part) && /^\$\{?(\w+)(?::?-([^}]*))?\}?$/.exec(part)) || [];
      if (name === undefined) return known(part);
      const by = `env:${name}`;
      return fallback === undefined ? unset(by) : { text: fallback, by: [by] };
    }),
  );
}

function variableOf(code: LinkedCode): RegExp | null {
  if (LIBRARIES.some((path) => code.externals.has(path))) return WITH_DEFAULT;
  return code.calls('ExpandEnv').length > 0 ? PLAIN : null;
}
