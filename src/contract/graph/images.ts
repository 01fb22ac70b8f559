import { copyOf } from '../../dockerfile/files/copies.ts';
import { effective } from '../../dockerfile/stages/effective.ts';
import type { Range } from '../../lint/rule.ts';
import type { Stage } from '../../dockerfile/model.ts';
import { lineage, stageNamed } from '../../dockerfile/stages/stages.ts';
import type { ContractImage } from '../contract.ts';
import type { Drawing } from './drawing.ts';
import { imageId, programId, variableId } from './ids.ts';
import { drawListening } from './programs.ts';

/** An image, its stages, and the instructions that say what runs in it, as whom, with which files and variables. */
export function drawImage(drawing: Drawing, image: ContractImage): void {
  const { node, edge, spot } = drawing;
  const { file, dockerfile, run, program, listeners } = image;
  const { text, stages } = dockerfile;
  const last = stages.at(-1);
  const id = node(imageId(file), 'image', file, spot(file, text, run.from), { extent: { start: 0, end: text.length } });
  if (program) edge(id, programId(program), 'runs');
  for (const stage of stages) {
    const own = node(stageId(file, stage), 'stage', stageLabel(stage), spot(file, text, stage.from), { extent: stage });
    if (stage === last) edge(id, own, 'has');
    const base = stage.base === null ? undefined : stages[stage.base];
    if (base) edge(own, stageId(file, base), 'from');
  }
  for (const exposed of run.exposes) {
    const name = `expose:${file}:${exposed.port}/${exposed.protocol}`;
    const port = node(name, 'expose', `EXPOSE ${exposed.port}`, spot(file, text, exposed));
    edge(id, port, 'has');
    if (program) drawListening(drawing, program, listeners, port, exposed.port, exposed.protocol);
  }
  if (last) for (const stage of lineage(stages, last)) drawInstructions(drawing, image, stage);
}

function drawInstructions({ node, edge, spot }: Drawing, { file, dockerfile, program }: ContractImage, stage: Stage) {
  const { text, stages } = dockerfile;
  const last = new Set(['USER', 'ENTRYPOINT', 'CMD'].map((keyword) => effective(stage.instructions, keyword)));
  const owner = stageId(file, stage);
  const draw = (name: string, label: string, at: Range) => {
    const id = node(`instruction:${owner}:${name}`, 'instruction', label, spot(file, text, at));
    edge(owner, id, 'has');
    return id;
  };
  for (const instruction of stage.instructions) {
    const { keyword, rest, pairs } = instruction;
    const copy = copyOf(instruction);
    if (copy) {
      const words = `${copy.sources.join(' ')} ${copy.destination}`;
      const from = copy.from === undefined ? undefined : stageNamed(stages, copy.from, stage.index);
      const id = draw(`${keyword} ${copy.from ?? ''}:${words}`, `${keyword} ${words}`, instruction);
      if (from) edge(id, stageId(file, from), 'from');
    } else if (keyword === 'ENV') {
      for (const { key, value } of pairs) {
        const id = draw(`ENV ${key.value}`, `ENV ${key.value}`, {
          start: key.start,
          end: value?.end ?? key.end,
        });
        if (program?.env.some(({ name }) => name === key.value)) edge(id, variableId(program, key.value), 'sets');
      }
    } else if (last.has(instruction)) draw(keyword, `${keyword} ${rest.text.trim()}`, instruction);
  }
}

function stageId(file: string, { name, index }: Stage): string {
  return `stage:${file}:${name?.value ?? index}`;
}

function stageLabel({ name, image }: Stage): string {
  const base = image?.value ?? '';
  return name ? `${name.value} (${base})` : base;
}
