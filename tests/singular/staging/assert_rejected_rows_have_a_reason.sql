-- Whoever mends an export must be told what is wrong and where: every reason why a row was
-- rejected names its system, file, row, column and cause.
select *
from {{ ref('stg_exports__rejected_rows') }}
where
    coalesce(trim(reason), '') = ''
    or coalesce(column_name, '') = ''
    or source_system is null
    or file_name is null
    or row_number is null
