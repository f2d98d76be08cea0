import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { client } from '../api/client.ts';
import { FilePicker } from '../feeds/file-picker.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { ProblemView } from '../ui/problem-view.tsx';
import { type DescriptorFields, fieldsOfProposal } from './descriptor-fields.ts';
import { type FileSample, sampleOf } from './file-sample.ts';
import { SamplePreview } from './sample-preview.tsx';

/** Tries a descriptor with a file while it is being edited: shows how the first rows are read. */
export function SampleCard() {
  const [file, setFile] = useState<File>();
  const [sample, setSample] = useState<FileSample>();
  const choose = async (chosen: File) => {
    setFile(chosen);
    setSample(await sampleOf(chosen));
  };
  return (
    <Card title="Try it with a file" hint="only its beginning is sent; nothing is stored">
      <div className="space-y-4">
        <FilePicker
          file={file}
          onFile={(chosen) => void choose(chosen)}
          accept=".csv,.jsonl,.xml,.xlsx,.txt,text/csv"
        />
        {sample && <Propose sample={sample} />}
        {sample && <SamplePreview sample={sample} />}
      </div>
    </Card>
  );
}

/** Fills the form with the API's proposal for the file. */
function Propose({ sample: { fileName, ...sample } }: { sample: FileSample }) {
  const { getValues, reset } = useFormContext<DescriptorFields>();
  const detect = useMutation({
    mutationFn: async () => client.dataDescriptors.detect({ file_name: fileName, ...sample }),
    onSuccess: ({ definition }) => reset(fieldsOfProposal(definition, getValues()), { keepDefaultValues: true }),
  });
  const { unassigned = [], missing = [] } = detect.data ?? {};
  return (
    <div className="space-y-2">
      <Button busy={detect.isPending} onClick={() => detect.mutate()}>
        Fill the form from this file
      </Button>
      {detect.error && <ProblemView error={detect.error} />}
      {unassigned.length > 0 && <p className="text-sm text-muted">Not used: {unassigned.join(', ')}.</p>}
      {missing.length > 0 && <p className="text-sm text-warn">No column was found for {missing.join(', ')}.</p>}
    </div>
  );
}
