"""Image-space recognisers: the second opinion votes in the studio, the judge only reports."""
