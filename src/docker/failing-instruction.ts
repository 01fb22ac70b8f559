/** An instruction of a Dockerfile and its 1-based lines. */
export interface InstructionLines {
  readonly keyword: string;
  /** As written, lines joined without their continuation characters. */
  readonly text: string;
  readonly first: number;
  readonly last: number;
}

/**
 * The instruction that a build step's name stands for: `[builder 4/6] RUN go build`, `[2/3] COPY . .`.
 * By its text, else by stage and number where the keyword agrees; undefined where the Dockerfile has no such instruction.
 * BuildKit shows variables expanded, and does not count every WORKDIR, so neither is enough.
 */
export function locateStep(dockerfile: string, stepName: string): InstructionLines | undefined {
  const step =
    /^\[(?:[\w/.]+ )??(?:(?<stage>[^\s\]]+) )?(?<number>\d+)\/(?<total>\d+)\] (?<text>(?<keyword>[A-Z]+)[^]*)$/.exec(
      stepName,
    )?.groups;
  if (step === undefined) return locatePull(readInstructions(dockerfile), stepName);
  const { stage, number, keyword, text = '' } = step;
  const instructions = readInstructions(dockerfile);
  const counted = stageSteps(instructions, stage);
  const byNumber = counted.steps[Number(number) - 1];
  const isSame = (instruction: InstructionLines): boolean => squeeze(instruction.text) === squeeze(text);
  if (byNumber && isSame(byNumber)) return byNumber;
  for (const among of [counted.steps, instructions]) {
    const [same, other] = among.filter(isSame);
    if (same && !other) return same;
  }
  const countsAgree = counted.steps.length === Number(step['total']);
  return byNumber?.keyword === keyword && countsAgree ? byNumber : undefined;
}

/** `[internal] load metadata for docker.io/library/golang:1.26`: the FROM that wants this image. */
function locatePull(instructions: readonly InstructionLines[], stepName: string): InstructionLines | undefined {
  const image = /^\[internal\] load metadata for (?<image>\S+)$/.exec(stepName)?.groups?.['image'];
  if (image === undefined) return undefined;
  const froms = instructions.filter(({ keyword }) => keyword === 'FROM');
  const short = image.replace(/^docker\.io\/(?:library\/)?/, '');
  const names = new Set([image, short, image.replace(/:latest$/, ''), short.replace(/:latest$/, '')]);
  return froms.find((from) => names.has(baseOf(from) ?? '')) ?? (froms.length === 1 ? froms[0] : undefined);
}

/** The instruction on or around a line, for errors that name one: `dockerfile parse error line 3: …`. */
export function locateError(dockerfile: string, message: string): InstructionLines | undefined {
  const line = Number(/(?:parse error (?:on )?line |Dockerfile:)(?<line>\d+)/.exec(message)?.groups?.['line']);
  return readInstructions(dockerfile).find(({ first, last }) => first <= line && line <= last);
}

/** Instructions in order, keywords in capitals. Understands continuations, comments between lines, here-documents and the escape directive. */
export function readInstructions(dockerfile: string): InstructionLines[] {
  const lines = dockerfile.split(/\r?\n/);
  const escape = escapeCharacter(lines);
  const instructions: InstructionLines[] = [];
  for (let index = 0; index < lines.length; index++) {
    if (isBlank(lines[index])) continue;
    const first = index;
    let text = '';
    for (;;) {
      const { part, continues } = splitContinuation(lines[index] ?? '', escape);
      text += part;
      if (!continues || index + 1 >= lines.length) break;
      do index++;
      while (index + 1 < lines.length && isBlank(lines[index]));
    }
    index = endOfHeredocs(lines, index, text);
    const keyword = /^\s*(\S+)/.exec(text)?.[1]?.toUpperCase() ?? '';
    instructions.push({ keyword, text: text.trim(), first: first + 1, last: index + 1 });
  }
  return instructions;
}

function isBlank(line = ''): boolean {
  return /^\s*(?:#|$)/.test(line);
}

function escapeCharacter(lines: readonly string[]): string {
  for (const line of lines) {
    const directive = /^#\s*(?<name>[a-zA-Z]+)\s*=\s*(?<value>\S+)/.exec(line)?.groups;
    if (directive === undefined) break;
    if (directive['name']?.toLowerCase() === 'escape') return directive['value'] ?? '\\';
  }
  return '\\';
}

function splitContinuation(line: string, escape: string): { part: string; continues: boolean } {
  const trimmed = line.trimEnd();
  if (!trimmed.endsWith(escape)) return { part: line, continues: false };
  return { part: trimmed.slice(0, -1), continues: true };
}

/** The last line of the here-documents that an instruction's text opens, or `index` where it opens none. */
function endOfHeredocs(lines: readonly string[], index: number, text: string): number {
  if (!/^\s*(?:RUN|COPY|ADD)\s/i.test(text)) return index;
  let last = index;
  for (const { groups } of text.matchAll(/(?:^|\s)\d*<<(?<dash>-?)(?<quote>["']?)(?<word>\w+)\k<quote>/g)) {
    const end = lines.findIndex(
      (line, at) => at > last && (groups?.['dash'] === '-' ? line.replace(/^\t+/, '') : line) === groups?.['word'],
    );
    if (end < 0) return index;
    last = end;
  }
  return last;
}

const STEPS = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);

/** The instructions that BuildKit numbers in a stage: FROM (unless of another stage or scratch) and those that make layers. */
function stageSteps(instructions: readonly InstructionLines[], stage?: string): { steps: InstructionLines[] } {
  const froms = instructions.filter(({ keyword }) => keyword === 'FROM');
  const names = froms.map((from) => / AS (?<name>\S+)\s*$/i.exec(from.text)?.groups?.['name']?.toLowerCase());
  const wanted = stage?.toLowerCase();
  const unnamed = /^stage-(?<index>\d+)$/.exec(wanted ?? '')?.groups?.['index'];
  const named = wanted === undefined ? -1 : names.lastIndexOf(wanted);
  const index = named >= 0 ? named : Number(unnamed ?? 0);
  const from = froms[index];
  if (from === undefined) return { steps: [] };
  const start = instructions.indexOf(from);
  const end =
    froms[index + 1] === undefined ? instructions.length : instructions.indexOf(froms[index + 1] as InstructionLines);
  const base = baseOf(from)?.toLowerCase();
  const counted = base !== 'scratch' && !names.slice(0, index).includes(base);
  const body = instructions.slice(start + 1, end).filter(({ keyword }) => STEPS.has(keyword));
  return { steps: counted ? [from, ...body] : body };
}

function baseOf({ text }: InstructionLines): string | undefined {
  return text
    .split(/\s+/)
    .slice(1)
    .find((word) => !word.startsWith('--'));
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
