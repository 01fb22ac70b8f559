/// <reference lib="dom" />
import { element, filled, svg } from './element.ts';
import { rowBeside } from './keyboard.ts';
import { type Layout, layOut } from './layout.ts';
import type { Row, Texts } from './messages.ts';
import type { PlacedBox, PlacedEdge } from './placed.ts';
import { splitLabel } from './split-label.ts';
import type { Visible } from './visible.ts';

export interface PictureEvents {
  readonly open: (id: string) => void;
  /** Shows all rows of a box. */
  readonly expand: (id: string) => void;
}

export interface Picture {
  readonly element: HTMLElement;
  readonly layout: Layout;
  /** Puts the focus on a row and brings it to sight. */
  readonly focus: (id: string) => void;
}

/**
 * Boxes as buttons over a drawing of the edges: what can be clicked can be reached with the keyboard and read aloud.
 * `room`: pixels from left to right.
 */
export function drawPicture(visible: Visible, texts: Texts, events: PictureEvents, room: number): Picture {
  const layout = layOut(visible.boxes, visible.edges, room);
  const drawing = svg('svg', { width: String(layout.width), height: String(layout.height), 'aria-hidden': 'true' });
  const isBroken = ({ edge }: PlacedEdge) => edge.state === 'broken';
  const [broken, others] = [layout.edges.filter(isBroken), layout.edges.filter((one) => !isBroken(one))];
  // What is broken lies over what is not.
  drawing.append(...[...others, ...broken].map(lineOf), ...broken.map(({ mark }) => cross(mark.x, mark.y)));
  const buttons = new Map<string, HTMLButtonElement>();
  const boxes = layout.boxes.map((placed) => boxOf(placed, layout.sizes.width, visible, texts, events, buttons));
  const picture = element('div', { class: 'picture', role: 'group', 'aria-label': texts.picture }, drawing, ...boxes);
  Object.assign(picture.style, { width: `${layout.width}px`, height: `${layout.height}px` });
  const focus = (id: string) => {
    const button = buttons.get(id);
    button?.focus();
    button?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  picture.addEventListener('keydown', (event) => {
    const next = rowBeside(layout, idOf(event.target), event.key);
    if (next === undefined) return;
    event.preventDefault();
    focus(next);
  });
  picture.addEventListener('focusin', ({ target }) => {
    const id = idOf(target);
    for (const line of picture.querySelectorAll<SVGElement>('path.edge')) {
      line.classList.toggle('near', id !== '' && (line.dataset['from'] === id || line.dataset['to'] === id));
    }
  });
  return { element: picture, layout, focus };
}

function idOf(target: EventTarget | null): string {
  return target instanceof HTMLElement ? (target.dataset['id'] ?? '') : '';
}

function boxOf(
  { box, x, y, height }: PlacedBox,
  width: number,
  { hidden, edges }: Visible,
  texts: Texts,
  { open, expand }: PictureEvents,
  buttons: Map<string, HTMLButtonElement>,
): HTMLElement {
  const [head] = box.rows;
  const made = element('div', { class: 'box' });
  Object.assign(made.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
  for (const row of box.rows) {
    const button = rowOf(row, row === head, edges, texts);
    button.addEventListener('click', () => {
      open(row.id);
    });
    buttons.set(row.id, button);
    made.append(button);
  }
  const left = head && hidden.get(head.id);
  if (head && left !== undefined) {
    const more = element('button', { class: 'more' }, filled(texts.more, left));
    more.addEventListener('click', () => {
      expand(head.id);
    });
    made.append(more);
  }
  return made;
}

function rowOf(row: Row, isHead: boolean, edges: Visible['edges'], texts: Texts): HTMLButtonElement {
  const own = edges.filter(({ from, to }) => from === row.id || to === row.id);
  const faults = [
    ...(row.fault === null ? [] : [row.fault]),
    ...own.filter(({ state }) => state === 'broken').map(({ text }) => text),
  ];
  const where = `${row.file}:${row.line}`;
  const spoken = [`${row.kind} ${row.label}`, ...faults.map((fault) => `${texts.brokenMark}: ${fault}`), where];
  const classes = [isHead ? 'row head' : 'row', ...(faults.length > 0 ? ['broken'] : [])].join(' ');
  const button = element(
    'button',
    {
      class: classes,
      'data-id': row.id,
      'aria-label': spoken.join(', '),
      title: [`${row.kind} ${row.label}`, where, ...faults].join('\n'),
    },
    element('span', { class: 'kind' }, row.kind),
    labelOf(row.label),
  );
  button.style.paddingInlineStart = `${8 + Math.max(0, row.depth - 1) * 12}px`;
  return button;
}

function labelOf(label: string): HTMLElement {
  const [start, end] = splitLabel(label);
  const parts = [element('span', { class: 'start' }, start), element('span', { class: 'end' }, end)];
  return element('span', { class: 'label' }, ...parts);
}

function lineOf({ edge, path }: PlacedEdge): SVGElement {
  const line = svg('path', { d: path, class: `edge ${edge.state}` });
  line.append(titled(edge.text));
  line.dataset['from'] = edge.from;
  line.dataset['to'] = edge.to;
  return line;
}

function titled(text: string): SVGElement {
  const title = svg('title');
  title.textContent = text;
  return title;
}

/** The mark of a broken edge: it does not hang on colour alone. */
function cross(x: number, y: number): SVGElement {
  const r = 5;
  return svg('path', {
    class: 'cross',
    d: `M ${x - r} ${y - r} L ${x + r} ${y + r} M ${x - r} ${y + r} L ${x + r} ${y - r}`,
  });
}
