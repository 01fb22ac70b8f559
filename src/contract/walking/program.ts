import { writtenRange } from '../../kubernetes/editing/written.ts';
import { at } from '../../kubernetes/fields.ts';
import type { Program } from '../../go/project.ts';
import type { Contract } from '../contract.ts';
import { collectMentions, type Thing } from './thing.ts';

/** A program, where images run it and containers run those. */
export function programThing(program: Program, contract: Contract): Thing {
  const mentions = collectMentions();
  const { file, start, end } = program.main;
  mentions.add({ file, start, end, role: 'source' });
  for (const { file: path, run, dockerfile } of contract.imagesOf(program)) {
    const word = run.binary ?? run.from;
    const quoted = dockerfile.text[word.start] === '"' ? 1 : 0;
    mentions.add({ file: path, start: word.start + quoted, end: word.end - quoted, role: 'set' });
  }
  for (const { facts } of contract.containersOf(program)) {
    const field = at(facts.container.field, 'image');
    const range = field && writtenRange(facts.object.file.text, field);
    if (range) mentions.add({ file: facts.file, ...range, role: 'use' });
  }
  return { kind: 'program', name: program.name, programs: [program], mentions: mentions.sorted(), doubts: [] };
}
