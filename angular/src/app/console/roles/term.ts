/** The last second of a local day as an instant: a term "until 31 December" includes that day. */
export function endOfDay(day: string, timeZone: string): string {
  const asIfUtc = Date.parse(`${day}T23:59:59Z`);
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(asIfUtc));
  const part = (type: string) => parts.find((piece) => piece.type === type)?.value ?? '00';
  const there = Date.parse(
    `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}Z`,
  );
  return new Date(asIfUtc - (there - asIfUtc)).toISOString();
}

/** Holders whose role nobody else could take over: a community always keeps one secretary. */
export function isLastSecretary(holder: HolderLike, all: readonly HolderLike[]): boolean {
  return (
    holder.role === 'secretary' &&
    !holder.isOver &&
    all.every((other) => other.role !== 'secretary' || other.isOver || other.personId === holder.personId)
  );
}

interface HolderLike {
  readonly personId: string;
  readonly role: string;
  readonly isOver: boolean;
}
