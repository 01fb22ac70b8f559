import type { Scope } from '../../dockerfile/variables/variables.ts';

const VARIABLE = /\$(?:(\w+)|\{(\w+)(?::?[-+?=][^}]*|[#%/][^}]*)?\})/g;

/**
 * A word of shell or Dockerfile with its variables replaced by what ARG and ENV set; `*` stands for one that nobody knows,
 * and with `arguments` for each that a build argument may set.
 */
export function filled(text: string, { variables }: Scope, open?: 'arguments'): string {
  if (!text.includes('$')) return text;
  return text.replace(VARIABLE, (_, plain: string | undefined, braced: string | undefined) => {
    const variable = variables.get(plain ?? braced ?? '');
    if (!variable || (open && variable.kind === 'ARG')) return '*';
    return variable.value ?? '*';
  });
}
