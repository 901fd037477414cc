{#- Names of the click ids that advertising and e-mail systems put into a link, with the source and
    the medium that a visit with one has. Facebook and Instagram mark every link, paid or not; the
    others mark only links that were paid for, or their own mails.
    Example: click_id_sources()['gclid'].medium is 'cpc'. -#}
{% macro click_id_sources() %}
    {{ return({
        'gclid': {'source': 'google', 'medium': 'cpc'},
        'gbraid': {'source': 'google', 'medium': 'cpc'},
        'wbraid': {'source': 'google', 'medium': 'cpc'},
        'dclid': {'source': 'google', 'medium': 'display'},
        'msclkid': {'source': 'bing', 'medium': 'cpc'},
        'yclid': {'source': 'yandex', 'medium': 'cpc'},
        'li_fat_id': {'source': 'linkedin', 'medium': 'cpc'},
        'ttclid': {'source': 'tiktok', 'medium': 'cpc'},
        'twclid': {'source': 'twitter', 'medium': 'cpc'},
        'fbclid': {'source': 'facebook', 'medium': 'referral'},
        'igshid': {'source': 'instagram', 'medium': 'referral'},
        'mc_cid': {'source': 'mailchimp', 'medium': 'email'},
        '_kx': {'source': 'klaviyo', 'medium': 'email'},
    }) }}
{% endmacro %}
