/** Joins several producers into one iterable. */
export interface Queue<Item> {
  /** Resolves when there is room: a producer that waits for it never runs far ahead of the reader. */
  readonly push: (item: Item) => Promise<void>;
  /** Ends the iterable with an error, after what is waiting. */
  readonly fail: (error: unknown) => void;
  /** Ends the iterable after what is waiting. */
  readonly end: () => void;
  readonly items: () => AsyncGenerator<Item>;
}

const ROOM = 10_000;

export function createQueue<Item>(): Queue<Item> {
  let waiting: Item[] = [];
  let ending: { readonly error?: unknown } | undefined;
  let onChange: () => void = () => undefined;
  let onRoom: (() => void)[] = [];

  const letIn = (): void => {
    const resumes = onRoom;
    onRoom = [];
    for (const resume of resumes) resume();
  };
  const finish = (how: { readonly error?: unknown }): void => {
    ending ??= how;
    letIn();
    onChange();
  };
  return {
    push(item) {
      if (ending) return Promise.resolve();
      waiting.push(item);
      onChange();
      if (waiting.length < ROOM) return Promise.resolve();
      return new Promise((resolve) => onRoom.push(resolve));
    },
    fail(error) {
      finish({ error });
    },
    end() {
      finish({});
    },
    async *items() {
      try {
        for (;;) {
          const batch = waiting;
          waiting = [];
          letIn();
          yield* batch;
          if (waiting.length > 0) continue;
          if (ending && 'error' in ending) throw ending.error;
          if (ending) return;
          await new Promise<void>((resolve) => (onChange = resolve));
        }
      } finally {
        finish({});
      }
    },
  };
}
