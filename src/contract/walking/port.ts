import type { Listener, Program } from '../../go/project.ts';
import type { Message } from '../../words/message.ts';
import type { Contract } from '../contract.ts';
import { isSameListener } from '../ports/listening.ts';
import { sourceMention } from './mention-of.ts';
import { imagesRunning } from './images-running.ts';
import { notePort, type PortNote } from './port-places.ts';
import { onlyPortIn } from './source-literals.ts';
import { portsAt, sharesText } from './source-places.ts';
import { collectMentions, type Thing } from './thing.ts';
import { throughCharts } from './through-charts.ts';

/** A number on which listeners of programs listen, wherever it is meant: of other numbers that they have elsewhere, nothing. */
export function portThing(listener: Listener, port: number, contract: Contract): Thing {
  return throughCharts([], contract, (_, one) => portIn(listener, port, one));
}

function portIn(listener: Listener, port: number, contract: Contract): Thing {
  const mentions = collectMentions();
  const doubts: Message[] = [];
  const programs = new Set<Program>();
  const seen = new Set<Listener>();
  const note: PortNote = { port, contract, mention: mentions.add, doubt: (why) => doubts.push(why) };
  for (const program of contract.go.programs) {
    for (const one of program.listens) if (isSameListener(one, listener)) addListener(program, one);
  }
  return { kind: 'port', name: String(port), programs: [...programs], mentions: mentions.sorted(), doubts };

  function addListener(program: Program, one: Listener): void {
    if (seen.has(one)) return;
    seen.add(one);
    programs.add(program);
    const written = addSource(program, one);
    for (const image of imagesRunning(program, contract)) notePort.inImage(image, one, note);
    for (const container of contract.containersOf(program)) notePort.inContainer(container, one, note);
    for (const build of contract.builds) notePort.inCompose(build, program, one, note);
    // What gets its number from the same text moves with it.
    for (const other of contract.go.programs) {
      for (const each of other.listens) {
        if (!seen.has(each) && sharesText(written, portsAt(other, each, port, contract))) addListener(other, each);
      }
    }
  }

  function addSource(program: Program, one: Listener) {
    const { file, start, end } = one;
    const written = portsAt(program, one, port, contract);
    for (const range of written) mentions.add({ ...range, role: 'source' });
    // Often the address is in a field or a variable beside the call: where one string says the port, it is that.
    const isOpen = written.length === 0 && one.port === port;
    const beside = isOpen ? onlyPortIn(contract.sourceOf(file) ?? '', port) : undefined;
    if (beside) mentions.add({ file, ...beside, role: 'source' });
    const isAtCall = [...written, ...(beside ? [{ file, ...beside }] : [])].some(
      (range) => range.file === file && start <= range.start && range.end <= end,
    );
    if (!isAtCall) mentions.add(sourceMention(one, undefined));
    return written;
  }
}
