/** A sleep that can be cut short; a ring while nobody sleeps cuts the next one. */
export type Alarm = { sleep(milliseconds: number): Promise<void>; ring(): void };

export function createAlarm(): Alarm {
  let rung = false;
  let wakeSleeper = () => {};
  return {
    async sleep(milliseconds) {
      if (!rung) {
        await new Promise<void>(resolve => {
          const timer = setTimeout(resolve, milliseconds);
          wakeSleeper = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      rung = false;
    },
    ring() {
      rung = true;
      wakeSleeper();
    },
  };
}
