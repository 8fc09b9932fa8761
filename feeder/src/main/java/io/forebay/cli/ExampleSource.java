package io.forebay.cli;

import io.forebay.input.Source;
import io.forebay.records.RecordBuffer;
import io.forebay.records.RecordException;
import io.forebay.records.TfRecordSource;

/// Records of TFRecord files as an input of a pipeline.
final class ExampleSource implements Source<RecordBuffer> {
  private final TfRecordSource records;
  private final Timeline timeline;

  ExampleSource(TfRecordSource records, Timeline timeline) {
    this.records = records;
    this.timeline = timeline;
  }

  @Override
  public RecordBuffer newRecord() {
    return new RecordBuffer();
  }

  @Override
  public boolean next(RecordBuffer record) throws RecordException {
    try {
      return records.next(record);
    } catch (RecordException e) {
      timeline.mark("the reader met a bad record");
      throw e;
    }
  }

  @Override
  public void close() {
    records.close();
  }
}
