import type { PartProps } from './fields.tsx';

/** What the sending waits for, its bar and its ways out are for the script. */
export const Send = ({ words, label = words.send }: { words: PartProps['words']; label?: string }) => (
  <div class="send">
    <button class="button" type="submit" id="send">
      {label}
    </button>
    <section id="sending" aria-labelledby="sending-what" tabIndex={-1} hidden>
      <p id="sending-what">{words.progress}</p>
      <progress id="progress" max="100" value="0" aria-label={words.progress} />
      <p class="hint" id="percent" />
      <p class="fault" id="stuck" hidden />
      <div class="actions">
        <button class="button plain compact" type="button" id="again" hidden>
          {words.tryAgain}
        </button>
        <button class="button plain compact" type="button" id="choose" hidden>
          {words.chooseFiles}
        </button>
        <button
          class="button plain compact"
          type="button"
          id="without"
          data-one={words.sendWithout.one}
          data-many={words.sendWithout.many}
          hidden
        >
          {words.sendWithout.one}
        </button>
        <button class="button plain compact" type="button" id="cancel">
          {words.cancel}
        </button>
      </div>
    </section>
    <p class="small quiet" id="status" role="status" />
  </div>
);
