// `npm run coverage -- dockerfile|kubernetes --ids FILE`: which ids of the peers our rules cover, and how many of those have a fix.
// FILE is a table with the columns source, id, topic and scope; what it lists as *must* is what has to be covered.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { dockerfileRules } from '../src/dockerfile/rules/index.ts';
import { dockerfileSyntax } from '../src/dockerfile/refused/syntax.ts';
import { kubernetesRules } from '../src/kubernetes/rules/index.ts';
import { yamlSyntax } from '../src/kubernetes/yaml-syntax.ts';
import type { RuleInfo } from '../src/lint/rule.ts';
import { shellRules } from '../src/shell/rules/index.ts';
import { fixOf } from './coverage/fix-of.ts';
import { readCsv } from './coverage/read-csv.ts';
import { coverage, type Wanted } from './coverage/table.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { ids: { type: 'string' } } });
const ofDockerfiles = /^(?:df|syntax|sh)\//;
const parts: Readonly<Record<string, { rules: readonly RuleInfo[]; owns: (topic: string) => boolean }>> = {
  dockerfile: {
    rules: [dockerfileSyntax, ...dockerfileRules, ...shellRules],
    owns: (topic) => ofDockerfiles.test(topic),
  },
  kubernetes: { rules: [yamlSyntax, ...kubernetesRules], owns: (topic) => !ofDockerfiles.test(topic) },
};
const part = parts[positionals.join()];
if (!part || values.ids === undefined) {
  console.error(`usage: npm run coverage -- ${Object.keys(parts).join('|')} --ids FILE`);
  process.exit(2);
}

const wanted = readCsv(readFileSync(values.ids, 'utf8'))
  .filter(({ topic = '', scope }) => part.owns(topic) && scope === 'must')
  .map(({ source = '', id = '' }): Wanted => ({ source, id }));
console.log(coverage(part.rules, fixOf, wanted));
