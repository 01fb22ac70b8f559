import { setField } from '../../kubernetes/edit.ts';
import { at, isMap, textAt } from '../../kubernetes/fields.ts';
import type { Field, Located } from '../../kubernetes/model.ts';
import type { Range } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import { editIn, repairOf } from '../changes.ts';
import type { Fault, Repair } from '../fault.ts';
import { inSource } from '../rule.ts';
import { isUnanswered, type Scraped } from './scraping.ts';

const KEY = 'prometheus.io';

/**
 * Annotations that ask Prometheus to scrape what is served elsewhere. `ports`: the numbers that lead there;
 * `metadata` holds the annotations of `object`.
 */
export function* wronglyScraped(
  object: Located,
  metadata: Field | undefined,
  all: readonly [Scraped, ...Scraped[]],
  ports: (one: Scraped) => readonly number[],
): Iterable<Fault> {
  const annotations = at(metadata, 'annotations');
  const scrape = at(annotations, `${KEY}/scrape`);
  if (!isMap(metadata) || !scrape || textAt(scrape) !== 'true') return;
  const [first] = all;
  const { program, metrics } = first;
  const related = [inSource(metrics, ['metrics are served here'])];
  const repair = (key: string, value: string) => scrapeAt(object, metadata, key, value);
  const fault = ({ start, end }: Range, message: Message, repairs: Repair[]): Fault => ({
    sides: [{ file: object.file.file, start, end, message }],
    related,
    repairs,
  });
  const port = at(annotations, `${KEY}/port`);
  const number = Number(textAt(port) ?? NaN);
  if (port && Number.isInteger(number) && all.every((one) => !ports(one).includes(number))) {
    const message = ['`{0}` serves metrics on {1}, not on {2}', program.name, first.port, number] as const;
    yield fault(port, message, repair('port', String(first.port)));
  }
  const scheme = at(annotations, `${KEY}/scheme`);
  if (scheme && textAt(scheme) === 'https' && all.every(isPlain)) {
    yield fault(scheme, ['`{0}` serves metrics over HTTP, not over HTTPS', program.name], repair('scheme', 'http'));
  }
  const path = at(annotations, `${KEY}/path`);
  const asked = textAt(path) ?? '/metrics';
  if (/^\/[^${}<>]*$/.test(asked) && all.every((one) => isUnanswered(one, asked))) {
    const message = ['`{0}` serves metrics at `{1}`, not at `{2}`', program.name, metrics.path, asked] as const;
    yield fault(path ?? scrape, message, repair('path', metrics.path));
  }
}

/** Says in the annotations what else Prometheus asks for. */
export function scrapeAt({ file }: Located, metadata: Field | undefined, key: string, value: string): Repair[] {
  if (!isMap(metadata)) return [];
  const edit = setField(file.text, metadata, ['annotations', `${KEY}/${key}`], value);
  return repairOf(['Scrape `{0}`', value], [editIn(file.file, edit)]);
}

function isPlain({ container, port }: Scraped): boolean {
  const listening = container.listeners.filter((one) => one.port === port);
  return listening.length > 0 && listening.every(({ listener }) => listener.protocol === 'http');
}
