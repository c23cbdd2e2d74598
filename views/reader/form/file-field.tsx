import { Icon } from '../../parts/icons.tsx';
import { described, Fault, type FormFaults, type PartProps } from './fields.tsx';

type FileFieldProps = {
  words: PartProps['words'];
  /** What the button says. */
  choose: string;
  faults: FormFaults;
  /** What is said where files were chosen that no page can bring back. */
  again: string;
  filesWereChosen: boolean;
};

/** One big button and a zone to drop files on. With script it lists what was chosen, and sends it ahead. */
export const FileField = ({ words, choose, faults, again, filesWereChosen }: FileFieldProps) => (
  <>
    <div class="drop">
      <label for="files">
        <Icon name="camera" />
        {choose}
      </label>
      <p class="hint">{words.filesDrop}</p>
      <input type="file" id="files" name="files" multiple {...described('files', faults, choose)} />
    </div>
    <Fault field="files" faults={faults} />
    <ul class="chosen" id="chosen" aria-label={words.filesChosen} hidden />
    <p class="hint" id="chosen-total" hidden />
    <p class="hint" id="choose-again" hidden={!filesWereChosen}>
      {again}
    </p>
  </>
);
