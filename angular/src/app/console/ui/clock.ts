/** 09:00, as a clock on the wall there shows it; good for time boxes and narrow cells. */
export function clockAt(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(instant),
  );
}
