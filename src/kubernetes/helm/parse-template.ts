import { type Block, type BranchNode, type Node, type Template, Undecided } from './template-nodes.ts';
import { parsePipeline } from './template-pipeline.ts';

interface Action {
  readonly start: number;
  readonly end: number;
  readonly words: string;
}

/** Text or an action, in their order. */
type Piece = { readonly text: string; readonly start: number; readonly end: number } | Action;

/** Strings may hold braces, comments anything. */
const ACTION = /\{\{(- )?(?:-?\s*\/\*[^]*?\*\/\s*-?|(?:[^"`'{}]|"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\]|\\.)')*?)\}\}/g;

/** Reads a Go template; throws Undecided where it is none, or has what is not followed here. */
export function parseTemplate(text: string): Template {
  const pieces = piecesOf(text);
  const defined = new Map<string, Block>();
  let next = 0;
  const { block, closedBy } = readBlock(0);
  if (closedBy !== null) throw new Undecided(`unexpected ${closedBy.words}`);
  return { block, defined };

  /** Up to the `end` or `else` that closes it. */
  function readBlock(start: number, depth = 0): { block: Block; closedBy: Action | null } {
    if (depth > 100) throw new Undecided('nested too deep');
    const nodes: Node[] = [];
    while (next < pieces.length) {
      const piece = pieces[next++] as Piece;
      if ('text' in piece) {
        if (piece.text !== '') nodes.push({ kind: 'text', ...piece });
        continue;
      }
      const [, keyword = '', rest = ''] = /^(\w+)?\b\s*([^]*)$/.exec(piece.words) ?? [];
      switch (keyword) {
        case 'end':
        case 'else':
          return { block: { nodes, start, end: piece.start }, closedBy: piece };
        case 'if':
        case 'with':
        case 'range':
          nodes.push(readBranch(keyword, rest, piece, depth));
          break;
        case 'define': {
          const inner = readBlock(piece.end, depth + 1);
          defined.set(nameIn(rest), inner.block);
          break;
        }
        case 'template': {
          const [, name = '', argument = ''] = /^("[^"]*"|`[^`]*`)\s*([^]*)$/.exec(rest) ?? [];
          const pipeline = argument === '' ? null : parsePipeline(argument);
          nodes.push({ kind: 'template', name: nameIn(name), pipeline, start: piece.start, end: piece.end });
          break;
        }
        case 'block':
        case 'break':
        case 'continue':
          throw new Undecided(keyword);
        default:
          if (piece.words === '') break;
          nodes.push({
            kind: 'output',
            pipeline: parsePipeline(piece.words),
            start: piece.start,
            end: piece.end,
          });
      }
    }
    if (depth > 0) throw new Undecided('no end');
    return { block: { nodes, start, end: text.length }, closedBy: null };
  }

  function readBranch(kind: BranchNode['kind'], rest: string, { start, end }: Action, depth: number): BranchNode {
    const pipeline = parsePipeline(rest);
    const { block: body, closedBy } = readBlock(end, depth + 1);
    let otherwise: Block = { nodes: [], start: body.end, end: body.end };
    const [, nested, condition = ''] = /^else(?:\s+(if|with)\s+([^]*))?$/.exec(closedBy?.words ?? '') ?? [];
    if (closedBy && closedBy.words !== 'end') {
      if (nested === 'if' || nested === 'with') {
        const inner = readBranch(nested, condition, closedBy, depth + 1);
        otherwise = { nodes: [inner], start: inner.start, end: inner.end };
      } else otherwise = readBlock(closedBy.end, depth + 1).block;
    }
    return { kind, pipeline, body, otherwise, start, end: otherwise.end };
  }
}

function nameIn(text: string): string {
  const [, double, raw] = /^(?:"([^"]*)"|`([^`]*)`)\s*$/.exec(text) ?? [];
  const name = double ?? raw;
  if (name === undefined) throw new Undecided('no name');
  return name;
}

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let position = 0;
  let trims = false;
  const addText = (until: number, trimsEnd: boolean) => {
    let start = position;
    let end = until;
    if (trims) while (start < end && /\s/.test(text[start] as string)) start++;
    if (trimsEnd) while (end > start && /\s/.test(text[end - 1] as string)) end--;
    const between = text.slice(start, end);
    if (between.includes('{{')) throw new Undecided('an action that is not closed');
    pieces.push({ text: between, start, end });
  };
  for (const { 0: action, index } of text.matchAll(ACTION)) {
    const trimsBefore = /^\{\{-\s/.test(action) || action.startsWith('{{-/*');
    addText(index, trimsBefore);
    trims = /\s-\}\}$/.test(action) || action.endsWith('*/-}}');
    position = index + action.length;
    const inner = action.slice(trimsBefore ? 3 : 2, trims ? -3 : -2).trim();
    pieces.push({ start: index, end: position, words: inner.startsWith('/*') ? '' : inner });
  }
  addText(text.length, false);
  return pieces;
}
