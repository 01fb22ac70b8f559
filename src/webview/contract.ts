/// <reference lib="dom" />
import { element, filled } from './element.ts';
import type { ContractModel, FromPage, ToPage } from './messages.ts';
import { drawPicture, type Picture } from './picture.ts';
import { visibleOf } from './visible.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): Remembered | undefined;
  setState(state: Remembered): void;
};

/** What outlives the page when it is hidden. */
interface Remembered {
  readonly search: string;
  readonly onlyBroken: boolean;
  readonly opened: readonly string[];
}

start();

/** The page of *Show Contract*: what is broken as a list, then the picture. It shows what the extension sends. */
function start(): void {
  const editor = acquireVsCodeApi();
  let { search, onlyBroken, opened } = editor.getState() ?? { search: '', onlyBroken: false, opened: [] };
  let model: ContractModel | undefined;
  let picture: Picture | undefined;
  const top = element('header');
  const found = element('input', { type: 'search', class: 'search' });
  const only = element('input', { type: 'checkbox', id: 'only-broken' });
  const onlyLabel = element('label', { for: 'only-broken' });
  const tools = element('div', { class: 'tools', role: 'search' }, found, only, onlyLabel);
  const stage = element('div', { class: 'stage' });
  const status = element('p', { class: 'status', role: 'status' });
  document.body.append(element('main', {}, top, tools, status, stage));
  found.value = search;
  only.checked = onlyBroken;
  found.addEventListener('input', () => {
    search = found.value;
    draw();
  });
  found.addEventListener('keydown', ({ key }) => {
    const [first] = picture?.layout.rows.keys() ?? [];
    if (key === 'Enter' && first !== undefined) picture?.focus(first);
  });
  only.addEventListener('change', () => {
    onlyBroken = only.checked;
    draw();
  });
  window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
    ({ model } = data);
    say(model);
    draw();
  });
  let drawnFor = 0;
  new ResizeObserver(() => {
    if (stage.clientWidth !== drawnFor) draw();
  }).observe(stage);
  editor.postMessage({ type: 'ready' });

  function say({ title, boxes, edges, questions, decisions, notices, texts }: ContractModel): void {
    const broken = edges.filter(({ state }) => state === 'broken');
    const alone = boxes.flatMap(({ rows }) => rows).filter(({ fault }) => fault !== null);
    const count = broken.length + alone.length;
    const faults = [
      ...broken.map(({ from, text }) => fault(from, text)),
      ...alone.map(({ id, fault: text }) => fault(id, text ?? '')),
    ];
    const heading = element('h2', {}, count > 0 ? filled(texts.broken, count) : texts.nothingBroken);
    const isEmpty = boxes.length === 0;
    tools.hidden = isEmpty;
    found.placeholder = texts.search;
    found.setAttribute('aria-label', texts.search);
    onlyLabel.textContent = texts.onlyBroken;
    top.replaceChildren(
      element('h1', {}, title),
      ...notices.map(({ text, actions, isQuiet = false }) =>
        element(
          'div',
          { class: isQuiet ? 'decision' : 'notice' },
          isQuiet ? text : element('p', {}, text),
          ...actions.map(({ id, label }) => button(label, { type: 'act', id }, isQuiet ? 'link' : 'action')),
        ),
      ),
      ...decisions.map(({ container, text }) =>
        element(
          'p',
          { class: 'decision' },
          text,
          button(texts.write, { type: 'decide', container, how: 'write' }, 'link'),
          button(texts.forget, { type: 'decide', container, how: 'forget' }, 'link'),
        ),
      ),
      ...questions.map(({ container, text }) => button(text, { type: 'ask', container }, 'question')),
      ...(isEmpty
        ? []
        : [element('section', { class: count > 0 ? 'faults' : 'fine' }, heading, element('ul', {}, ...faults))]),
    );
  }

  function fault(id: string, text: string): HTMLElement {
    return element('li', {}, button(text, { type: 'open', id }, 'fault'));
  }

  function button(text: string, message: FromPage, look: string): HTMLButtonElement {
    const made = element('button', { class: look }, text);
    made.addEventListener('click', () => {
      editor.postMessage(message);
    });
    return made;
  }

  function draw(): void {
    if (!model) return;
    const { activeElement: active } = document;
    const focused = active instanceof HTMLElement ? active.dataset['id'] : undefined;
    const { scrollLeft, scrollTop } = stage;
    const visible = visibleOf(model, { search, onlyBroken, opened: new Set(opened) });
    const events = {
      open: (id: string) => {
        editor.postMessage({ type: 'open', id });
      },
      expand: (id: string) => {
        opened = [...opened, id];
        draw();
        picture?.focus(id);
      },
    };
    drawnFor = stage.clientWidth;
    picture = drawPicture(visible, model.texts, events, drawnFor);
    status.textContent = visible.boxes.length === 0 && model.boxes.length > 0 ? model.texts.nothingFound : '';
    stage.replaceChildren(picture.element);
    Object.assign(stage, { scrollLeft, scrollTop });
    if (focused !== undefined) picture.focus(focused);
    editor.setState({ search, onlyBroken, opened });
  }
}
