-- Whoever mends an export must be told what is wrong and where: every reason why a row was
-- rejected names its system, file, row and cause, and the column unless the record is broken.
select *
from {{ ref('stg_exports__rejected_rows') }}
where
    coalesce(trim(reason), '') = ''
    or coalesce(column_name, original, '') = ''
    or source_system is null
    or file_name is null
    or row_number is null
