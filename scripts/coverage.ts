// `npm run coverage -- dockerfile --ids FILE`: which ids of the peers our rules cover, and how many of those have a fix.
// FILE is a table with the columns source, id, topic and scope; what it lists as *must* is what has to be covered.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { dockerfileRules } from '../src/dockerfile/rules/index.ts';
import { dockerfileSyntax } from '../src/dockerfile/syntax.ts';
import { shellRules } from '../src/shell/rules/index.ts';
import { fixOf } from './coverage/fix-of.ts';
import { readCsv } from './coverage/read-csv.ts';
import { coverage, type Wanted } from './coverage/table.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { ids: { type: 'string' } } });
if (positionals.join() !== 'dockerfile' || values.ids === undefined) {
  console.error('usage: npm run coverage -- dockerfile --ids FILE');
  process.exit(2);
}

const wanted = readCsv(readFileSync(values.ids, 'utf8'))
  .filter(({ topic, scope }) => /^(?:df|syntax|sh)\//.test(topic ?? '') && scope === 'must')
  .map(({ source = '', id = '' }): Wanted => ({ source, id }));
const rules = [dockerfileSyntax, ...dockerfileRules, ...shellRules];
console.log(coverage(rules, fixOf, wanted));
